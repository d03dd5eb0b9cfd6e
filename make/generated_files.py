"""Checks that generated files match their sources: requirements, stylesheet and vendored files."""

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from stylesheet import CSS, joined

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    differences = [*requirements(), *stylesheet(), *vendored()]
    print("\n".join(differences))
    sys.exit(1 if differences else 0)


def requirements() -> Iterator[str]:
    """Each dependency of pyproject.toml is pinned, with hashes, to a version it allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    declared = {
        "run.txt": [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["postgres"]],
        "test.txt": groups["test"],
        "dev.txt": [*groups["test"], *(group for group in groups["dev"] if isinstance(group, str))],
    }
    for name, dependencies in declared.items():
        text = (ROOT / "requirements" / name).read_text()
        pinned = {
            canonicalize_name(match[1]): match[2]
            for match in re.finditer(
                r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)[^\n]*\\\n +--hash=sha256:", text, re.M
            )
        }
        for requirement in map(Requirement, dependencies):
            version = pinned.get(canonicalize_name(requirement.name))
            if version is None or version not in requirement.specifier:
                yield f"requirements/{name}: {requirement} is not met by {version or 'any pinned version'}. Compile the file again."


def stylesheet() -> Iterator[str]:
    if (CSS / "site.css").read_text() != joined():
        yield "static/css/site.css does not match its parts. Run make/stylesheet.py."


def vendored() -> Iterator[str]:
    """Vendored files still have the digests that their manifest recorded when they were fetched."""
    for manifest in (ROOT / "static" / "vendor").glob("*/manifest.json"):
        for name, digest in json.loads(manifest.read_text())["sha256"].items():
            if hashlib.sha256((manifest.parent / name).read_bytes()).hexdigest() != digest:
                yield f"{manifest.parent.name}/{name} was changed after it was vendored. Run vendoring/vendor.py."


if __name__ == "__main__":
    main()
