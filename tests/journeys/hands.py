"""Two hands that use a page, one with a mouse and one with the keyboard alone, and count as a person would.

One click is one activation of a link, button, radio or checkbox, by mouse, finger or key. Typing, scrolling and moving
the focus are free. A journey is written once and walked with either hand.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from playwright.sync_api import Locator, Page

MOST_STOPS = 400
"""More stops of the Tab key than any page has: beyond it the focus goes in circles."""
FOCUS = """
() => {
  const now = document.activeElement, left = window.lastStop;
  const ring = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle === "none" ? "none" : `${style.outlineWidth} ${style.outlineStyle} ${style.outlineColor}`;
  };
  const name = element => `${element.tagName.toLowerCase()} ${element.id || element.name || ""} «${
    (element.getAttribute("aria-label") || element.textContent).trim().replace(/\\s+/g, " ").slice(0, 60)}»`;
  const resting = left && left.isConnected && left !== now ? [name(left), ring(left)] : null;
  if (now === document.body || now === window.start || !document.hasFocus()) { window.lastStop = null; return { resting, stop: null }; }
  const box = now.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 10));
  window.lastStop = now;
  return { resting, stop: {
    name: name(now),
    ring: ring(now),
    thickness: ring(now) === "none" ? 0 : parseFloat(getComputedStyle(now).outlineWidth),
    in_view: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    covered: !!seen && !now.contains(seen) && !seen.contains(now),
  } };
}
"""
"""Where the focus is and how it looks; and how the place it came from looks, now that it has left."""
TABS_AT_ONCE = 10
"""In a walk. More would go on for nothing behind the end of most pages, fewer would ask the page more often."""
WATCH = f"""() => {{
  if (typeof window.look !== "function") addEventListener("keydown", () => passed.push(look()), {{ capture: true }});
  window.look = {FOCUS};
  window.passed = [];
  window.start = document.activeElement;
}}"""
"""From now on the page notes where the focus is whenever a key goes down, which is before the key moves it."""
PASSED = "() => [...passed.splice(0), look()]"
"""Where the focus was before each key, and where it is now."""
ALL = "a[href]:not([tabindex='-1']), button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
CONTROLS = """all => {
  const controls = [...document.querySelectorAll(all)].filter(element => element.checkVisibility({ visibilityProperty: true }));
  controls[0].focus();
  return controls.length;
}"""
"""How many there are. The first has the focus now, wherever it was."""
IS_FOCUSED = "element => element === document.activeElement"


def card_with(page: Page, words: str) -> Locator:
    """The text of the editor's first card that has these words."""
    fields = page.locator("#cards textarea")
    fields.first.wait_for()
    texts = fields.evaluate_all("fields => fields.map(field => field.value)")
    return fields.nth(next(place for place, text in enumerate(texts) if words in text))


class FocusNotSeen(AssertionError):
    """The focus is somewhere where nothing on the page shows it. Carries where, and how it looks there."""


class NotReached(AssertionError):
    """The Tab key never comes there. Carries where it does come."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where the Tab key stops."""

    name: str
    ring: str
    """The outline, as the browser computes it."""
    thickness: float
    in_view: bool
    covered: bool


class Hand(Protocol):
    """What a journey needs of whoever walks it."""

    page: Page
    clicks: int

    def activate(self, what: Locator) -> None:
        """Follow a link, press a button, tick a box: one click."""

    def choose(self, radios: Locator, value: str) -> None:
        """Choose one of a group of radio buttons, none of which is chosen: one click, or a key for each one passed."""

    def write(self, text: str, field: Locator) -> None:
        """Type into a field: free."""


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def activate(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def choose(self, radios: Locator, value: str) -> None:
        self.activate(radios.and_(self.page.locator(f"[value={value}]")))

    def write(self, text: str, field: Locator) -> None:
        field.fill(text)


class Keyboard:
    """Tab, Enter and Space. Every stop on the way must show that the focus is there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self._rings: dict[str, str] = {}

    def activate(self, what: Locator) -> None:
        self.reach(what)
        key = "Enter" if what.evaluate("element => element.matches('a')") else "Space"
        if what.evaluate("element => element.matches('a, [type=submit]')"):
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(key)
        self.clicks += 1

    def choose(self, radios: Locator, value: str) -> None:
        """The Tab key comes to the first of a group; the arrows go on from there, up from the first to the last."""
        values = radios.evaluate_all("all => all.map(element => element.value)")
        down, up = values.index(value), len(values) - values.index(value)
        self.reach(radios.first)
        key, times = ("Space", 1) if not down else ("ArrowUp", up) if up < down else ("ArrowDown", down)
        for _ in range(times):
            self.page.keyboard.press(key)
        self.clicks += times

    def write(self, text: str, field: Locator) -> None:
        self.reach(field)
        self.page.keyboard.type(text)

    def reach(self, what: Locator) -> list[Stop]:
        """Tab until the focus is there; returns the stops, the last one included."""
        goal, stops = what.element_handle(), list[Stop]()
        while len(stops) < MOST_STOPS:
            stop = self.tab()
            if stop is None:
                raise NotReached(f"{what}, from {[stop.name for stop in stops]}")
            stops.append(stop)
            if goal.evaluate(IS_FOCUSED):
                return stops
        raise NotReached(f"{what}, in {MOST_STOPS} stops")

    def walk(self) -> list[Stop]:
        """Tab from where the focus is to the end of the page, where it goes back to the browser, or on to where it
        began, as the browser likes."""
        self.page.evaluate(WATCH)
        stops = list[Stop]()
        for _round in range(MOST_STOPS // TABS_AT_ONCE):
            for _ in range(TABS_AT_ONCE):
                self.page.keyboard.down("Tab")  # held: half as much to send
            self.page.keyboard.up("Tab")
            _before, *passed = self.page.evaluate(PASSED)
            for focus in passed:
                stop = self._seen(focus)
                if stop is None:
                    return stops
                stops.append(stop)
        raise NotReached(f"the end of the page: {[stop.name for stop in stops[-5:]]}")

    def tab(self) -> Stop | None:
        """One Tab; None when the focus has left the page. Raises FocusNotSeen."""
        self.page.keyboard.press("Tab")
        return self._seen(self.page.evaluate(FOCUS))

    def _seen(self, focus: dict[str, Any]) -> Stop | None:
        if focus["resting"]:
            name, ring = focus["resting"]
            if self._rings.get(name) == ring:
                raise FocusNotSeen(f"{name} looks the same with the focus and without it: {ring}")
        if focus["stop"] is None:
            return None
        stop = Stop(**focus["stop"])
        if stop.thickness < 2 or not stop.in_view or stop.covered:
            raise FocusNotSeen(str(stop))
        self._rings[stop.name] = stop.ring
        return stop


def astray(page: Page) -> list[str]:
    """What is wrong with the way of the Tab key through the page: a stop that nothing shows, or a control it never comes
    to."""
    # In a field for a day the Tab key stops at each of its parts, and at the button of its calendar.
    days = set(page.locator("input[type=date]").evaluate_all("all => all.map(element => `input ${element.id} «»`)"))
    controls = page.evaluate(CONTROLS, ALL)
    try:
        stops = Keyboard(page).walk()
    except (FocusNotSeen, NotReached) as wrong:
        return [f"{type(wrong).__name__}: {wrong}"]
    reached = [key for key, _parts in groupby(stops, key=lambda stop: stop.name if stop.name in days else id(stop))]
    if len(reached) == controls - 1:
        return []
    return [f"{len(reached)} of {controls - 1} reached: {[stop.name for stop in stops]}"]
