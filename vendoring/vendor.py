"""Fetches what is vendored under static/ again: Designsystemet's component styles, and the themes made with its CLI.

Needs node and npm. Run it after a change of package.json or themes.json, look at the pages, commit static/. The component
files are joined into one, in the order of their own index, so that a first page is few requests. A theme is made from two
colours, the main one and the second; one that somebody could not read is refused.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from contrast import too_faint

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static"
COMPONENTS = (
    "base", "alert", "breadcrumbs", "button", "card", "details", "divider", "error-summary", "field", "fieldset",
    "heading", "input", "label", "link", "list", "paragraph", "skip-link", "table", "tag", "validation-message",
)  # fmt: skip
NEUTRAL = "#1E2B3C"
"""What every theme's greys are made of."""
Theme = dict[str, str]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copy(HERE / "package.json", work)
        run(work, "npm", "install", "--ignore-scripts", "--no-package-lock", "--silent")
        vendor_components(work / "node_modules" / "@digdir" / "designsystemet-css")
        make_themes(work, json.loads((HERE / "themes.json").read_text()))


def vendor_components(package: Path) -> None:
    version = json.loads((package / "package.json").read_text())["version"]
    target = STATIC / "vendor" / f"designsystemet-{version}"
    for old in (STATIC / "vendor").glob("designsystemet-*"):
        shutil.rmtree(old)
    target.mkdir(parents=True)
    index = (package / "dist" / "src" / "index.css").read_text()
    layers = re.match(r"(@layer [^{;]*;)", index)
    assert layers, "index.css begins with the order of its layers"
    parts = [layers[1]]
    for name in COMPONENTS:
        layer = "ds.base" if name == "base" else "ds.components"
        parts.append(f"@layer {layer}{{{(package / 'dist' / 'src' / f'{name}.css').read_text()}}}")
    style = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", "\n".join(parts))
    (target / "designsystemet.css").write_text(style)
    shutil.copy(package / "LICENSE", target / "LICENSE")
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(target.iterdir())}
    about = {"name": "@digdir/designsystemet-css", "version": version, "license": "MIT", "sha256": files}
    (target / "manifest.json").write_text(json.dumps(about, indent=2) + "\n")


def make_themes(work: Path, themes: dict[str, Theme]) -> None:
    """Writes a style sheet for each of them. Ends with what is too faint, and writes none, if something is."""
    config = {"outDir": "design-tokens", "clean": True, "themes": {name: of_cli(themes[name]) for name in themes}}
    (work / "config.json").write_text(json.dumps(config))
    cli = ["node", "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js", "tokens"]
    run(work, *cli, "create", "--config", "config.json")
    run(work, *cli, "build", "--config", "config.json", "--tokens", "design-tokens", "--out-dir", "built")
    styles = {name: (work / "built" / f"{name}.css").read_text() for name in themes}
    if faint := [f"{name}: {line}" for name, style in styles.items() for line in too_faint(style)]:
        raise SystemExit("\n".join([*faint, "Choose other colours in themes.json."]))
    folder = STATIC / "themes"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, style in styles.items():
        (folder / f"{name}.css").write_text(style)


def of_cli(theme: Theme) -> dict[str, object]:
    """A theme as the CLI takes it."""
    return {
        "colors": {"main": {"accent": theme["main"]}, "support": {"brand1": theme["second"]}, "neutral": NEUTRAL},
        "typography": {"fontFamily": "system-ui"},
        "borderRadius": 6,
    }


def run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own fixed commands


if __name__ == "__main__":
    main()
