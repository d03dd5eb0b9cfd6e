"""The employer's own look: a theme among those in static/themes, and a logo. At the start the theme must be there, and the logo is checked."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.env import BASE_DIR, env

THEMES = BASE_DIR / "static" / "themes"
USUAL_THEME = "blue"
MOST_BYTES = 100_000
PNG, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
WEBP_CHUNKS = (b"VP8 ", b"VP8L", b"VP8X")
MOVES = 0b10
"""The flag of a WebP's VP8X chunk that says it is animated."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands beside the employer's name."""

    content: bytes
    name: str
    """Another content has another name, so that a browser may keep it."""
    content_type: str


def theme() -> str:
    """The name of the theme in THEME; the blue one if that is absent or empty."""
    name = str(env.str("THEME", default=""))
    names = sorted(path.stem for path in THEMES.glob("*.css"))
    if name and name not in names:
        raise ImproperlyConfigured(f"THEME is «{name}». Use one of {', '.join(names)}, or leave it out.")
    return name or USUAL_THEME


def logo(usual: Path | None = None) -> Logo | None:
    """The picture at the path in LOGO, else the usual one, if any."""
    named = str(env.str("LOGO", default=""))
    path = BASE_DIR / named if named else usual
    if not path:
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImproperlyConfigured(f"LOGO {path} cannot be read: {error.strerror}. Name a PNG or WebP file.") from error
    if len(content) > MOST_BYTES:
        raise ImproperlyConfigured(f"LOGO {path} is {len(content)} bytes. Make it smaller: at most {MOST_BYTES}.")
    kind = picture_kind(content)
    if not kind:
        raise ImproperlyConfigured(f"LOGO {path} is no whole PNG or WebP. Save it as one of these, without animation.")
    return Logo(content, f"{hashlib.sha256(content).hexdigest()[:16]}.{kind}", f"image/{kind}")


def picture_kind(content: bytes) -> str:
    """`png` or `webp` by the bytes, whatever the file is called; empty for anything else, for half a file, and for a
    picture that moves."""
    if content.startswith(PNG + b"\0\0\0\rIHDR") and content.endswith(PNG_END) and b"acTL" not in content:
        return "png"
    size = int.from_bytes(content[4:8], "little")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP" and size == len(content) - 8 and size > 20:
        chunk, flags = content[12:16], content[20]
        return "webp" if chunk in WEBP_CHUNKS and not (chunk == b"VP8X" and flags & MOVES) else ""
    return ""
