"""Makes docs/screenshot.png, the picture of the README, from the demo as it is now: `.venv/bin/python make/screenshot.py`.

Two pages stand side by side. Each frame says what must be seen in it, which is what the README's text says of it.
"""

import sys
import tempfile
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402 - needs the path above

from tests.journeys.conftest import CHROMIUM, SWITCHES  # noqa: E402 - the same
from tests.journeys.visits import cookies  # noqa: E402 - the same
from tests.live.server import Site, fill, serving  # noqa: E402 - the same

PICTURE = ROOT / "docs" / "screenshot.png"
HEIGHT, GAP, GROUND = 1160, 24, "#d8dfe2"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page, as one employee sees it on one screen."""

    number: str
    path: str
    width: int
    shows: tuple[str, ...]
    """Selectors: the first match of each is wholly within the picture."""


FRAMES = (
    Frame("1001", "/", 390, ("h1", ".plan progress", ".next .ds-button", ".rows li")),
    Frame("1002", "/reports/team/", 1000, ("h1", "table thead", "table tbody tr")),
)


class NotShown(Exception):
    """Something that the picture is there to show lies outside it. Carries the path and the selector."""


def main() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="rettesnor-screenshot-") as folder,
        sync_playwright() as playwright,
        serving(fill(Path(folder) / "var", stage="rollout")) as site,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        PICTURE.write_bytes(picture(browser, site))
    print(f"{PICTURE.relative_to(ROOT)} is made.")


def picture(browser: Browser, site: Site, frames: tuple[Frame, ...] = FRAMES) -> bytes:
    """The frames side by side, as PNG. Raises NotShown."""
    parts = [
        f'<img width="{frame.width}" height="{HEIGHT}" alt="{escape(frame.path)}"'
        f' src="data:image/png;base64,{b64encode(_shot(browser, site, frame)).decode()}">'
        for frame in frames
    ]
    width = sum(frame.width for frame in frames) + GAP * (len(frames) + 1)
    page = browser.new_page(viewport={"width": width, "height": HEIGHT + 2 * GAP})
    page.set_content(f'<body style="margin:{GAP}px;display:flex;gap:{GAP}px;background:{GROUND}">{"".join(parts)}')
    composed: bytes = page.screenshot()
    page.close()
    return composed


def _shot(browser: Browser, site: Site, frame: Frame) -> bytes:
    with browser.new_context(
        base_url=site.address, viewport={"width": frame.width, "height": HEIGHT}, locale="nb", color_scheme="light"
    ) as context:
        context.add_cookies(cookies(site, frame.number, "nb"))
        page = context.new_page()
        page.goto(frame.path)
        for selector in frame.shows:
            box = page.locator(selector).locator("visible=true").first.bounding_box()
            if box is None or box["y"] + box["height"] > HEIGHT or box["x"] + box["width"] > frame.width:
                raise NotShown(frame.path, selector)
        shot: bytes = page.screenshot()
    return shot


if __name__ == "__main__":
    main()
