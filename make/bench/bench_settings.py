"""The site's own settings, and one address more: a bare view behind the same middleware."""

from config.settings import *  # noqa: F403 - all of them, whatever they are

ROOT_URLCONF = "bench_urls"
