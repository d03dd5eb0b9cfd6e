"""Fetches what is vendored under static/ again: Designsystemet's component styles, and the Solvik theme made with its CLI.

Needs node and npm. Run it after a change of package.json or designsystemet.config.json, look at the pages, commit
static/. The component files are joined into one, in the order of their own index, so that a first page is few requests.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static"
COMPONENTS = (
    "base", "alert", "breadcrumbs", "button", "card", "details", "divider", "error-summary", "field", "fieldset",
    "heading", "input", "label", "link", "list", "paragraph", "skip-link", "table", "tag", "validation-message",
)  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "designsystemet.config.json"):
            shutil.copy(HERE / name, work / name)
        run(work, "npm", "install", "--ignore-scripts", "--no-package-lock", "--silent")
        vendor_components(work / "node_modules" / "@digdir" / "designsystemet-css")
        make_theme(work)


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


def make_theme(work: Path) -> None:
    cli = ["node", "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js", "tokens"]
    config = ["--config", "designsystemet.config.json"]
    run(work, *cli, "create", *config)
    run(work, *cli, "build", *config, "--tokens", "design-tokens", "--out-dir", "built")
    themes = STATIC / "themes"
    themes.mkdir(exist_ok=True)
    for built in (work / "built").glob("*.css"):
        shutil.copy(built, themes / built.name)


def run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own fixed commands


if __name__ == "__main__":
    main()
