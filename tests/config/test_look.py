"""The employer's look: a theme that can be read, and a logo that is what it says."""

import json
import runpy
from base64 import b64decode
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import look

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[2]
ARMS = ROOT / "config" / "demo" / "arms.png"
WEBP = b64decode("UklGRkAAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAIAAAAAAFZQOCAYAAAAMAEAnQEqAQABAAFAJiWkAANwAP79NmgA")
THEMES = sorted((ROOT / "static" / "themes").glob("*.css"))
CONTRAST = runpy.run_path(str(ROOT / "vendoring" / "contrast.py"))


@pytest.fixture
def no_setting(monkeypatch) -> None:
    for name in ("THEME", "LOGO"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def named(monkeypatch, tmp_path):
    """Write a file of that content, and name it in LOGO."""

    def name(content: bytes, file: str = "arms") -> Path:
        path = tmp_path / file
        path.write_bytes(content)
        monkeypatch.setenv("LOGO", str(path))
        return path

    return name


# Themes


def test_each_theme_of_the_table_is_there_and_no_other() -> None:
    table = json.loads((ROOT / "vendoring" / "themes.json").read_text())
    assert [path.stem for path in THEMES] == sorted(table)
    assert look.USUAL_THEME in table
    for path in THEMES:
        colours = CONTRAST["colours_of"](path.read_text(), "light")
        chosen = table[path.stem]
        assert [colours["accent-base-default"], colours["brand1-base-default"]] == [chosen["main"], chosen["second"]]


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_theme_that_ships_can_be_read_in_light_and_dark(path: Path) -> None:
    assert CONTRAST["too_faint"](path.read_text()) == []


@pytest.mark.parametrize(
    ("name", "colour", "line"),
    [
        ("neutral-text-subtle", "#8a929c", "light: neutral-text-subtle on brand1-surface-tinted has "),
        ("accent-border-default", "#9fc1d3", "light: accent-border-default on neutral-background-default has "),
        ("accent-base-contrast-default", "#6da1bd", "light: accent-base-contrast-default on accent-base-default has "),
        ("focus-outer", "#c0c0c0", "light: focus-outer on neutral-background-default has "),
    ],
)
def test_a_theme_that_is_too_faint_is_named_with_what_is_missing(name: str, colour: str, line: str) -> None:
    style = THEMES[0].read_text()
    dark = style.index('[data-color-scheme="dark"]')
    now = CONTRAST["colours_of"](style, "light")[name]

    faint = style[:dark].replace(f"--ds-color-{name}: {now};", f"--ds-color-{name}: {colour};") + style[dark:]

    lines = CONTRAST["too_faint"](faint)
    assert [one for one in lines if one.startswith(line)] != []
    assert [one for one in lines if one.startswith("dark")] == []


def test_the_check_says_the_least_contrasts_of_each_theme_and_what_is_too_faint(monkeypatch, tmp_path, capsys) -> None:
    style = THEMES[0].read_text()
    now = CONTRAST["colours_of"](style, "light")["neutral-text-subtle"]
    (tmp_path / "faint.css").write_text(style.replace(f"neutral-text-subtle: {now};", "neutral-text-subtle: #808080;"))
    (tmp_path / "fine.css").write_text(style)
    monkeypatch.setitem(CONTRAST["main"].__globals__, "THEMES", tmp_path)

    assert CONTRAST["main"]() == 1

    printed = capsys.readouterr().out.splitlines()
    assert [line[: line.index(":")] for line in printed[:2]] == ["faint", "fine"]
    assert "text from 4." in printed[1]
    assert printed[2].startswith("faint, light: neutral-text-subtle on ")
    (tmp_path / "faint.css").unlink()
    assert CONTRAST["main"]() == 0


def test_contrast_is_counted_as_wcag_does() -> None:
    assert CONTRAST["contrast"]("#000000", "#FFFFFF") == pytest.approx(21)
    assert CONTRAST["contrast"]("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("value", "theme"), [("", "blue"), ("green", "green"), ("yellow", "yellow")])
def test_the_site_chooses_a_theme(value: str, theme: str, monkeypatch) -> None:
    monkeypatch.setenv("THEME", value)
    assert look.theme() == theme


def test_without_a_setting_the_site_is_blue_and_has_no_logo(no_setting) -> None:
    assert (look.theme(), look.logo()) == ("blue", None)


def test_a_theme_that_is_not_there_stops_the_start(monkeypatch) -> None:
    monkeypatch.setenv("THEME", "purple")
    with pytest.raises(ImproperlyConfigured, match=r"^THEME is «purple»\. Use one of blue, green, yellow, or leave it"):
        look.theme()


@pytest.mark.django_db
def test_every_page_wears_the_theme(client, settings) -> None:
    settings.THEME = "green"
    page = client.get("/sign-in/").content.decode()
    assert '<link rel="stylesheet" href="/static/themes/green.css">' in page
    assert "blue.css" not in page


# The logo


@pytest.mark.parametrize(
    ("content", "content_type"), [(ARMS.read_bytes(), "image/png"), (WEBP, "image/webp")], ids=["png", "webp"]
)
def test_a_picture_is_known_by_its_bytes(content: bytes, content_type: str, named) -> None:
    named(content, "arms.txt")
    logo = look.logo()
    assert logo
    assert (logo.content, logo.content_type) == (content, content_type)
    assert logo.name.endswith(content_type.replace("image/", "."))


def test_the_demo_has_arms_unless_another_picture_is_named(no_setting, named) -> None:
    assert settings.LOGO is None
    named(WEBP)
    assert look.logo(usual=ARMS).content == WEBP


def test_the_demo_s_own_arms(no_setting) -> None:
    assert look.logo(usual=ARMS).content == ARMS.read_bytes()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no whole PNG or WebP"),
        (b"GIF89a" + bytes(40), "is no whole PNG or WebP"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "is no whole PNG or WebP"),
        (ARMS.read_bytes()[:-1], "is no whole PNG or WebP"),
        (ARMS.read_bytes()[:33] + bytes(4) + b"acTL" + ARMS.read_bytes()[33:], "without animation"),
        (WEBP[:-1], "is no whole PNG or WebP"),
        (WEBP[:20] + bytes([WEBP[20] | 2]) + WEBP[21:], "without animation"),
        (WEBP[:12] + b"JUNK" + WEBP[16:], "is no whole PNG or WebP"),
        (ARMS.read_bytes()[:-12] + bytes(100_000) + ARMS.read_bytes()[-12:], "Make it smaller: at most 100000."),
    ],
    ids=["empty", "gif", "svg", "half png", "moving png", "half webp", "moving webp", "other webp", "too large"],
)
def test_another_file_stops_the_start(content: bytes, says: str, named) -> None:
    path = named(content, "arms.png")
    with pytest.raises(ImproperlyConfigured) as stopped:
        look.logo()
    assert str(stopped.value).startswith(f"LOGO {path} is ")
    assert says in str(stopped.value)


def test_a_picture_of_the_greatest_size_is_taken(named) -> None:
    arms = ARMS.read_bytes()
    named(arms[:-12] + bytes(look.MOST_BYTES - len(arms)) + arms[-12:])
    assert look.logo()


def test_a_file_that_is_not_there_stops_the_start(monkeypatch) -> None:
    monkeypatch.setenv("LOGO", "/nowhere/arms.png")
    with pytest.raises(ImproperlyConfigured, match=r"^LOGO /nowhere/arms\.png cannot be read: No such file"):
        look.logo()


@pytest.mark.django_db
def test_the_header_shows_the_picture_beside_the_name(client, settings) -> None:
    settings.LOGO = look.Logo(WEBP, "0123456789abcdef.webp", "image/webp")
    page = client.get("/sign-in/").content.decode()
    assert '<img class="site-logo" src="/logo/0123456789abcdef.webp" alt="">' in page

    answer = client.get("/logo/0123456789abcdef.webp")

    assert (answer.status_code, answer.content) == (200, WEBP)
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert client.get("/logo/0123456789abcdef.png").status_code == 404


@pytest.mark.django_db
def test_without_a_picture_the_header_has_a_mark(client, settings) -> None:
    assert settings.LOGO is None
    page = client.get("/sign-in/").content.decode()
    assert "<img" not in page
    assert page.count("<svg") == 1
