"""Joins the parts of static/css into static/css/site.css: one request instead of many. Run it after changing a part."""

from pathlib import Path

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
PARTS = ("tokens.css", "base.css", "layout.css", "print.css")


def joined() -> str:
    """The text of all parts, in cascade order."""
    files = [CSS / name for name in PARTS] + sorted((CSS / "components").glob("*.css"))
    return "/* Made by make/stylesheet.py from the parts beside it: change those. */\n" + "\n".join(
        path.read_text() for path in files
    )


if __name__ == "__main__":
    (CSS / "site.css").write_text(joined())
