"""The site's settings with one more address: a bare view behind the same middleware."""

from config.settings import *  # noqa: F403 - all of them, whatever they are

ROOT_URLCONF = "bench_urls"
