"""One browser and one server for each test process."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from tests.journeys.browser_log import LISTEN
from tests.journeys.site_states import Facts, newcomers_of, prepare
from tests.journeys.visits import PATIENCE, Desk, Visits
from tests.live.server import Filled, Site, prepared, serving

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first one that is there. They have one engine; the shell has no windows of its own to draw, which is most of the
work of opening a page."""
CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), "")
SWITCHES = (
    "--no-sandbox",  # as root, which is what a container often is
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WITHOUT_FRAMES = ("--enable-begin-frame-control", "--run-all-compositor-stages-before-draw")
"""The shell draws a page when it is told to, which is never: where everything is and looks like is known all the same. A
tenth and more of the work of opening a page. Playwright's clicks wait for frames, and so would a transition of colours."""
HERE = Path(__file__).parent
expect.set_options(timeout=PATIENCE)  # as long as an action waits
ON_POSTGRESQL_TOO = "test_in_short.py"


def is_on_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a page looks like does not hang on the database: journeys run with SQLite, and one short one with both.
    Without Chromium there are none; make/test.py says so."""
    journeys = [item for item in items if HERE in item.path.parents]
    unwanted = [journey for journey in journeys if not CHROMIUM or is_on_postgresql()]
    if CHROMIUM:
        unwanted = [item for item in unwanted if item.path.name != ON_POSTGRESQL_TOO]
    if not unwanted:
        return
    items[:] = [item for item in items if item not in unwanted]
    config.hook.pytest_deselected(items=unwanted)
    if CHROMIUM and os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
        say(config, f"The browser journeys run with SQLite only: {len(unwanted)} left out on PostgreSQL, one kept.")


def say(config: pytest.Config, line: str) -> None:
    """A line for whoever runs the tests, past pytest's capturing: a worker of xdist has no report of its own."""
    capturing: Any = config.pluginmanager.getplugin("capturemanager")
    with capturing.global_and_fixture_disabled():
        print(f"\n{line}", file=sys.stderr, flush=True)  # noqa: T201 - it is what this is for


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """The demo, filled once a test run and copied for each server. The short journey begins where nobody has begun."""
    with prepared(tmp_path_factory, "empty" if is_on_postgresql() else "rollout") as demo:
        yield demo


@pytest.fixture(scope="package")
def site(filled: Filled) -> Iterator[Site]:
    with serving(filled) as running:
        yield running


@pytest.fixture(scope="package")
def chromium() -> Iterator[BrowserType]:
    """Of the package, not of the session: while Playwright runs, Django refuses to touch a database in this thread."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="package")
def browser(chromium: BrowserType) -> Browser:
    return chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


@pytest.fixture(scope="package")
def newcomers(site: Site) -> Iterator[str]:
    """The numbers of employees who read bokmål, lead nobody and have not begun; each is given to one test only."""
    return iter(newcomers_of(site))


@pytest.fixture(scope="package")
def facts(site: Site, newcomers: Iterator[str]) -> Facts:
    return prepare(site, newcomers)


@pytest.fixture
def visits(browser: Browser, site: Site) -> Iterator[Visits]:
    with closing(Visits(browser, site)) as own_visits:
        yield own_visits


@pytest.fixture(scope="package")
def desk(chromium: BrowserType, site: Site) -> Iterator[Desk]:
    """One that listens, and where axe stands ready in every page: half a megabyte, sent to the browser once."""
    browser = chromium.launch(executable_path=CHROMIUM, args=[*SWITCHES, *WITHOUT_FRAMES])
    with closing(Desk(browser, site, LISTEN + Axe().axe_script)) as shared:
        yield shared
