"""What a machine can see of a page: what axe finds, what is wider than the screen, what is cut or lies over another."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.visits import THEME_NAMES, THEMES

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
BEST_PRACTICE = "best-practice"
WITH_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
"""The text spacing of WCAG 1.4.12."""
OTHER_THEMES = {name: (THEMES / f"{name}.css").read_text().partition("*/")[2] for name in THEME_NAMES if name != "blue"}
"""The style sheets of the themes that the demo does not wear, as they are laid over its own."""
LETTERS, LETTERS_OF_CODE = 16, 13
"""Pixels, as a browser comes."""
_ALL_RULES = {"type": "tag", "values": [*WCAG, BEST_PRACTICE]}
_COLOURS = ("color-contrast", "link-in-text-block")
"""Most of the time that axe takes."""
_RULES_OF_COLOUR = {"type": "rule", "values": _COLOURS}
_KINDS = """() => {
  const isStyled = one => /^(class|id$|aria-|data-|role$|type$)/.test(one.name)
    && !/^aria-(label|describe|control)/.test(one.name) && !(one.name === "id" && /[0-9]/.test(one.value));
  const own = element => [...element.attributes].filter(isStyled);
  const says = element => [...element.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
  const kind = element => `${element.tagName}${own(element).map(one => `[${one.name}=${one.value}]`)}${
    ["disabled", "checked", "open"].filter(how => element[how])}${element.checkVisibility() ? "" : " hidden"}${says(element) ? " says" : ""}`;
  const numbers = new Map([[document.documentElement, 0]]), all = new Set();
  for (const element of document.querySelectorAll("body, body *")) {
    let number = numbers.get(element.parentElement);
    for (const sign of kind(element)) number = (number * 257 + sign.charCodeAt(0)) % 4398042316799;
    numbers.set(element, number);
    all.add(number);
  }
  return [...all];
}"""
"""A number for what each element is, behind all that it stands in."""
_AXE = {
    "reporter": "no-passes",  # what is as it should be is not sent over: most of the time went there
    "preload": False,  # style sheets fetched again, for a rule that is not asked for
}
_ADD_STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
_TAKE_STYLE_OFF = "() => { document.adoptedStyleSheets = []; }"
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > width + 1)
    .map(element => `${element.tagName.toLowerCase()}.${element.className} «${element.textContent.trim().slice(0, 40)}»`)
    .concat(`the page: ${document.documentElement.scrollWidth} of ${width}`);
}"""
_CUT = """() => {
  const name = element => `${element.tagName.toLowerCase()}.${element.className} «${element.textContent.trim().slice(0, 40)}»`;
  const isForEyes = element => {
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== "none") return false;
    if (element.clientWidth <= 1 || element.matches(".ds-skip-link:not(:focus)")) return false;
    return element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
  };
  const cuts = value => value === "hidden" || value === "clip";
  return [...document.querySelectorAll("body *")].filter(isForEyes).filter(element => {
    const style = getComputedStyle(element);
    // A field of one line moves what is typed in it past its edge, and back under the caret: nothing is lost.
    return cuts(style.overflowX) && !element.matches("input") && element.scrollWidth > element.clientWidth + 1
      || cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1
      || element.matches("button, .ds-button, .ds-tag, summary") && element.scrollWidth > element.clientWidth + 1;
  }).map(name);
}"""
"""Elements that hide a part of what they hold, and buttons that their text sticks out of."""
_NARROW_CAPTIONS = """() => [...document.querySelectorAll("caption")]
  .filter(element => element.checkVisibility() && element.getBoundingClientRect().width < 100)
  .map(element => `${element.textContent.trim()}: ${element.getBoundingClientRect().width} wide`)"""
"""Captions of tables that stand a letter or a word a line."""
_TOO_LOW = """() => {
  const text = element => element.textContent.replace(/\\s+/g, " ").trim();
  const isByItself = element => element.matches("button, summary, .ds-button")
    || ![...element.parentElement.childNodes].some(beside => beside.nodeType === Node.TEXT_NODE && /[\\p{L}\\p{N}]/u.test(beside.data));
  return [...document.querySelectorAll("a[href], button, summary")]
    .filter(element => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
    .filter(element => !element.matches(".clause-number, .ds-skip-link, .prose *") && isByItself(element))
    .filter(element => element.getBoundingClientRect().height < 43.5)
    .map(element => `${text(element)}: ${element.getBoundingClientRect().height}`);
}"""
_OVERLAPPING = """() => {
  const lines = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, holder = text.parentElement;
    if (!text.data.trim() || !holder.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    let hidden = false;
    for (let at = holder; at; at = at.parentElement) hidden ||= getComputedStyle(at).clipPath !== "none"
      || getComputedStyle(at).position === "absolute";
    if (hidden) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 1) lines.push([text, box]);
  }
  lines.sort(([, a], [, b]) => a.top - b.top);
  const over = [];
  for (let i = 0; i < lines.length; i++) for (let j = i + 1; j < lines.length; j++) {
    const [one, a] = lines[i], [other, b] = lines[j];
    if (b.top >= a.bottom) break; // and so are all that follow: most of the time would go there
    if (one === other) continue;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 0.4 * Math.min(a.height, b.height)) over.push(`${one.data.trim()} × ${other.data.trim()}`);
  }
  return over;
}"""
"""Pairs of texts, one over the other."""
_LOST = f"() => [{_NARROW_CAPTIONS}, {_TOO_WIDE}, {_CUT}, {_OVERLAPPING}].flatMap(look => look())"
"""Asked in one go: most of the time of a small page is the way there and back."""


class Found(dict[str, list[str]]):
    """What is wrong with a page, and where it is."""

    def note(self, where: str, lines: Iterable[str]) -> None:
        for line in lines:
            self.setdefault(line, []).append(where)


def examined(page: Page) -> list[str]:
    """What axe has found, a line a rule: on WCAG 2.2 A and AA, and, told apart, on good practice beyond."""
    return _examined(page, _ALL_RULES)


class Colours:
    """Which elements have been looked at in light and dark. What colours an element has hangs on what it is and what it
    stands in, on whether it is seen and has words, not on which words: each such kind is asked about once, on the first
    page that has it."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def examined(self, page: Page, themes: Mapping[str, str] = OTHER_THEMES) -> Iterator[tuple[str, list[str]]]:
        """What axe has found, scheme by scheme, and in each of the other themes. From the second one on the rules of colour
        alone are asked: no element, name or size hangs on the scheme or the theme."""
        kinds = set(page.evaluate(_KINDS))
        is_new = not kinds <= self._seen
        self._seen |= kinds
        yield "light", _examined(page, _ALL_RULES, without=() if is_new else _COLOURS)
        if is_new:
            with dark(page):
                yield "dark", _examined(page, _RULES_OF_COLOUR)
            for theme, style in themes.items():
                with dressed(page, style):
                    yield f"light, {theme}", _examined(page, _RULES_OF_COLOUR)
                    with dark(page):
                        yield f"dark, {theme}", _examined(page, _RULES_OF_COLOUR)


def examined_in_both_schemes(page: Page) -> list[str]:
    """What axe has found by all its rules, in light and in dark."""
    lines = examined(page)
    with dark(page):
        return [*lines, *(f"dark: {line}" for line in examined(page))]


COLOURS = Colours()
"""Those of every page, the admin's too."""


@contextmanager
def dark(page: Page) -> Iterator[None]:
    """As for a reader who has set the device to dark; afterwards it is light."""
    page.emulate_media(color_scheme="dark")
    try:
        yield
    finally:
        page.emulate_media(color_scheme="light")


def _examined(page: Page, rules: dict[str, Any], without: Collection[str] = ()) -> list[str]:
    asked = json.dumps({**_AXE, "runOnly": rules, "rules": {rule: {"enabled": False} for rule in without}})
    run = f"() => 'axe' in window && axe.run({asked}).then(results => results.violations)"
    violations = page.evaluate(run)
    if violations is False:
        page.evaluate(Axe().axe_script)
        violations = page.evaluate(run)
    return [_line(violation) for violation in violations]


def _line(violation: dict[str, Any]) -> str:
    kind = "good practice" if BEST_PRACTICE in violation["tags"] else "WCAG"
    places = violation["nodes"]
    first = places[0]
    why = " ".join(check["message"] for check in [*first["any"], *first["all"], *first["none"]])
    return f"{kind}: {violation['id']}, {len(places)} places, the first {first['html'][:120]}: {why[:200]}"


@contextmanager
def dressed(page: Page, style: str) -> Iterator[None]:
    """With a reader's own style on the page: a constructed sheet, which the policy has nothing to say about."""
    page.evaluate(_ADD_STYLE, style)
    try:
        yield
    finally:
        page.evaluate(_TAKE_STYLE_OFF)


@contextmanager
def twice_as_large(page: Page) -> Iterator[None]:
    """As for a reader who has set the browser's letters to 200 % (WCAG 1.4.4); afterwards they are as they were."""
    with larger(page, 2):
        yield


@contextmanager
def larger(page: Page, times: float) -> Iterator[None]:
    """As for a reader who has set the browser's letters so many times as large."""
    browser = page.context.new_cdp_session(page)
    sizes = {"standard": int(times * LETTERS), "fixed": int(times * LETTERS_OF_CODE)}
    browser.send("Page.setFontSizes", {"fontSizes": sizes})
    try:
        yield
    finally:
        # The page is everybody's: the next test must not find it so, whatever this one has found.
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": LETTERS, "fixed": LETTERS_OF_CODE}})
        browser.detach()


def lost(page: Page) -> list[str]:
    """What is beyond the edge of the screen, cut, under something else, or a caption a letter a line."""
    return page.evaluate(_LOST)


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return page.evaluate(_TOO_WIDE)


def too_low(page: Page) -> list[str]:
    """Links that stand by themselves, and buttons, that a thumb may miss: lower than 44 pixels. A link within a sentence
    is as high as its line; so are those within the site's own texts, and the numbers of points."""
    return page.evaluate(_TOO_LOW)
