"""The picture of the README is made from the site as it is, and shows what its text says."""

import struct
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "make"))

from screenshot import FRAMES, GAP, HEIGHT, Frame, NotShown, picture


def test_it_shows_two_pages_side_by_side(browser, site) -> None:
    png = picture(browser, site)
    size = struct.unpack(">II", png[16:24])
    assert size == (sum(frame.width for frame in FRAMES) + 3 * GAP, HEIGHT + 2 * GAP)
    assert len(png) < 500_000


def test_it_is_not_made_where_something_would_lie_outside(browser, site) -> None:
    with pytest.raises(NotShown):
        picture(browser, site, (Frame("1001", "/", 390, ("footer",)),))
