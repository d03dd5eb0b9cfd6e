"""Checks that a theme can be read: WCAG 2.2, 1.4.3 for text and 1.4.11 for the edges of fields and for focus.

`python vendoring/contrast.py`, which `make check` runs, prints the least contrasts of the style sheets of static/themes and
what is too faint there; vendor.py refuses to make such a theme.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

THEMES = Path(__file__).resolve().parent.parent / "static" / "themes"
TEXT, EDGE = 4.5, 3.0
"""The least contrasts of text, and of borders and focus."""
GROUNDS = ("background-default", "background-tinted", "surface-default", "surface-tinted")
CONTROLS = ("base-default", "base-hover", "base-active")
STATUSES = ("success", "warning", "danger", "info")
PAIRS = (
    *((f"neutral-text-{shade}", f"{colour}-{ground}", TEXT)
      for shade in ("default", "subtle") for colour in ("neutral", "accent", "brand1", *STATUSES) for ground in GROUNDS),
    *((f"accent-text-{shade}", f"{colour}-{ground}", TEXT)
      for shade in ("default", "subtle") for colour in ("neutral", "accent", "brand1") for ground in GROUNDS),
    *((f"{colour}-text-{shade}", f"{colour}-{ground}", TEXT)
      for shade in ("default", "subtle") for colour in STATUSES for ground in GROUNDS),
    *(("accent-base-contrast-default", f"accent-{control}", TEXT) for control in CONTROLS),
    *(("success-base-contrast-default", "success-base-default", TEXT),),
    *((f"{colour}-border-{shade}", f"{ground}", EDGE)
      for colour in ("neutral", "accent") for shade in ("default", "strong")
      for ground in ("neutral-background-default", "brand1-background-tinted", "accent-surface-tinted")),
    ("focus-outer", "neutral-background-default", EDGE),
    ("focus-inner", "focus-outer", EDGE),
)  # fmt: skip
"""What is drawn, what it is drawn on, and the least contrast. The focus is drawn in the neutral text colour; on the
header, which is accent-base-default, in accent-base-contrast-default."""


def too_faint(style: str) -> list[str]:
    """A line for each pair of a theme's style sheet that has too little contrast, in light or dark."""
    return [
        f"{scheme}: {drawn} on {ground} has {ratio:.2f}, not {least}"
        for scheme, drawn, ground, ratio, least in contrasts(style)
        if ratio < least
    ]


def contrasts(style: str) -> Iterator[tuple[str, str, str, float, float]]:
    """Of each pair of a theme's style sheet: the scheme, what is drawn, its ground, the contrast and the least it needs."""
    for scheme in ("light", "dark"):
        colours = colours_of(style, scheme)
        for drawn, ground, least in PAIRS:
            yield scheme, drawn, ground, contrast(colours[drawn], colours[ground]), least


def summary(style: str) -> str:
    """The least contrasts of a theme, in a line."""
    ratios = {needs: min(ratio for *_, ratio, least in contrasts(style) if least == needs) for needs in (TEXT, EDGE)}
    return f"text from {ratios[TEXT]:.1f} to 1, edges and focus from {ratios[EDGE]:.1f} to 1"


def colours_of(style: str, scheme: str) -> dict[str, str]:
    """The colours of a scheme by their names, such as accent-text-subtle."""
    block = re.search(rf'\[data-color-scheme="{scheme}"\] {{([^}}]*)}}', style)
    if not block:
        raise ValueError(f"The style sheet has no colours for {scheme}.")
    return dict(re.findall(r"--ds-color-([a-z0-9-]+): (#[0-9A-Fa-f]{6});", block[1]))


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG counts it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Of a colour such as #005A8C, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def main() -> int:
    """Returns 1 if a theme is too faint."""
    styles = {path.stem: path.read_text() for path in sorted(THEMES.glob("*.css"))}
    faint = [f"{theme}, {line}" for theme, style in styles.items() for line in too_faint(style)]
    least = [f"{theme}: {summary(style)}" for theme, style in styles.items()]
    sys.stdout.write("".join(f"{line}\n" for line in [*least, *faint]))
    return 1 if faint else 0


if __name__ == "__main__":
    sys.exit(main())
