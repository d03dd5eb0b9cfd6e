"""What the documents say of the repository is true of it, and no file says what it must not."""

import ast
import os
import re
import runpy
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from config.demo.solvik import CAST
from people.signin.backend import DEMO_PASSWORD

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = sorted((ROOT / "docs" / "decisions").iterdir())
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "content-format.md",
    ROOT / "docs" / "operating.md",
    ROOT / "docs" / "situations.md",
    *DECISIONS,
]


def is_superseded(document: Path) -> bool:
    """Whether a decision says, below its title, which later one has taken its place."""
    return bool(re.search(r"\A# .+\n\nSuperseded by \[\d{4}\]\(\d{4}-[a-z-]+\.md\)", document.read_text()))


by_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
APPS = ("config", "backoffice", "reports", "courses", "handbook", "people", "markup", "records")
NAMED_BY_DJANGO = {
    "__init__", "admin", "apps", "formats", "forms", "models", "settings", "signals", "translation", "urls", "views",
    "wsgi",
}  # fmt: skip
"""The tree may leave these modules out: anyone who knows Django knows where they are."""
MODULES_FROM = 20
"""The column from which a line of the tree goes on with the modules of the line above it."""
NOT_FOR_A_SITE = {"TESTING", "TEST_DATABASE", "DJANGO_SETTINGS_MODULE"}
"""Two that tests alone set, and one that is Django's own."""
SITUATIONS = 40
"""So many lie in the rules at least."""
PLANNED = {"interop/"}
"""A target of make and a folder that the documents name as not made yet."""
LICENCE = """
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


# What there is


@cache
def project() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@cache
def ignored() -> tuple[str, ...]:
    """The names that git passes over, and git's own folder."""
    lines = (ROOT / ".gitignore").read_text().splitlines()
    return (".git", *(line.rstrip("/") for line in lines if line))


def is_ours(name: str) -> bool:
    return not any(fnmatch(name, pattern) for pattern in ignored())


def files() -> Iterator[Path]:
    """Every file that is ours, tracked or about to be."""
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if is_ours(name)]
        yield from (Path(folder, name) for name in names if is_ours(name))


def lines_with(pattern: re.Pattern[str], allowed: tuple[str, ...] = ()) -> list[str]:
    """Each line of a text file that holds this, as `file:line: what`. Files below `allowed` may hold it."""
    hits = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(allowed):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a compiled catalogue
        for number, line in enumerate(text.splitlines(), start=1):
            hits += [f"{name}:{number}: {hit[0]}" for hit in pattern.finditer(line)]
    return hits


def folders_at_the_top() -> set[str]:
    return {path.name for path in ROOT.iterdir() if path.is_dir() and is_ours(path.name)}


# What the documents say


def code(document: Path) -> list[str]:
    """The code of a document: what stands between backquotes, and the lines of its blocks."""
    text = document.read_text()
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    indented = re.findall(r"^ {4,}(\S.*)$", rest, re.M)
    return [*re.findall(r"`([^`\n]+)`", rest), *indented, *(line for block in fenced for line in block.splitlines())]


def tree_of(document: Path) -> dict[str, set[str]]:
    """The modules that a document's tree lists, without `.py`, by the path of their folder, without a slash at the end.

    A line names a folder or a file and says what it is. After the first colon it lists the modules of a folder, with
    commas, and may go on in lines far to the right. What stands in brackets explains the module before it.
    """
    (block,) = re.findall(r"^```text\n(.*?)^```", document.read_text(), re.M | re.S)
    modules: dict[str, set[str]] = {}
    above = [""]
    for line in re.sub(rf"\n {{{MODULES_FROM},}}", " ", block).splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        path = above[depth] + line.split()[0].rstrip("/")
        above[depth + 1 :] = [f"{path}/"]
        listed = re.sub(r"\([^)]*\)", "", line.partition(": ")[2])
        modules[path] = {name.strip() for name in listed.split(",") if name.strip()}
    return modules


def modules_in(folder: str) -> dict[str, set[str]]:
    """The modules of a folder and of all below it, without `.py`, by the path of their folder. Migrations are left out."""
    modules: dict[str, set[str]] = {}
    for path in (ROOT / folder).rglob("*.py"):
        if "migrations" not in path.parts:
            modules.setdefault(path.parent.relative_to(ROOT).as_posix(), set()).add(path.stem)
    return modules


def people_told_of() -> dict[str, str]:
    """Number and name of each person in the README's table."""
    return dict(re.findall(r"^\| (\d{4}) \| ([^|]+) \|", (ROOT / "README.md").read_text(), re.M))


def test_the_readme_begins_with_the_two_commands() -> None:
    block = re.findall(r"^ {4}(make \w+)", (ROOT / "README.md").read_text(), re.M)
    assert block == ["make run", "make test"]


@by_document
def test_every_make_command_is_a_target(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {name for snippet in code(document) for name in re.findall(r"\bmake ([a-z]+)\b", snippet)}
    assert named - targets - PLANNED == set()


def test_what_is_planned_is_not_there() -> None:
    """Once it is, it is no longer planned: take it from the list, here and in the documents."""
    assert not (ROOT / "interop").exists()


@by_document
def test_every_command_of_manage_py_is_there_with_its_options(document: Path) -> None:
    there, wrong = get_commands(), []
    for snippet in code(document):
        for name, words in re.findall(r"\bmanage\.py ([a-z_]+)([^#]*)", snippet):
            if name not in there:
                wrong.append(name)
                continue
            app = there[name]
            command = load_command_class(app, name) if isinstance(app, str) else app
            help_text = command.create_parser("manage.py", name).format_help()
            # Its own lines alone: the text above them may speak of an option that is gone.
            own_lines = " ".join(re.findall(r"^  (-\S.*?)(?:  |$)", help_text, re.M))
            offered = re.findall(r"--[a-z-]+", own_lines)
            wrong += [f"{name} {option}" for option in re.findall(r"--[a-z-]+", words) if option not in offered]
    assert wrong == []


@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if not is_superseded(path)], ids=lambda path: path.name
)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    """A decision that is superseded speaks of the files of its day."""
    path = re.compile(r"(?:[\w.-]+/)+(?:[\w.-]+\.(?:py|md|toml|txt|css|html|json|po|mo))?")
    named = {
        path_named
        for path_named in code(document)
        if path.fullmatch(path_named) and not path_named.startswith(("var/", ".venv/"))
    }
    assert sorted(path_named for path_named in named - PLANNED if not (ROOT / path_named).exists()) == []


@by_document
def test_every_link_within_the_repository_leads_somewhere(document: Path) -> None:
    text = re.sub(r"^```.*?^```", "", document.read_text(), flags=re.M | re.S)  # an example may link within the site
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    broken = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert broken == []


def names_of_tests(path: Path) -> set[str]:
    """The tests that a file holds, by name."""
    return {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}


def test_every_situation_has_a_test_that_is_there_and_its_own() -> None:
    rows = [
        text_line
        for text_line in (ROOT / "docs" / "situations.md").read_text().splitlines()
        if re.match(r"\| \d", text_line)
    ]
    line = re.compile(r"\| (\d+) \| \w[^|]+ \| \w[^|]+ \| `(tests/[\w/]+\.py)::(test_\w+)` \|")
    situations = [match.groups() for row in rows if (match := line.fullmatch(row))]

    assert [int(number) for number, _path, _test in situations] == list(range(1, len(rows) + 1))
    assert len(rows) >= SITUATIONS
    assert [(path, test) for _number, path, test in situations if test not in names_of_tests(ROOT / path)] == []
    assert len({test for _number, _path, test in situations}) == len(situations)


def test_every_ordinary_input_has_tests_that_are_there() -> None:
    document = (ROOT / "docs" / "ordinary-inputs.md").read_text()
    rows = [text_line for text_line in document.splitlines() if re.match(r"\| \d", text_line)]
    line = re.compile(r"\| (\d+) \| [^ ].+ \| (`tests/[\w/]+\.py::test_\w+`(?: `tests/[\w/]+\.py::test_\w+`)*) \|")
    inputs = [match.groups() for row in rows if (match := line.fullmatch(row))]

    numbers = [int(number) for number, _tests in inputs]
    assert (len(inputs), numbers) == (len(rows), sorted(set(numbers)))
    tests = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", document)
    assert [(path, test) for path, test in tests if test not in names_of_tests(ROOT / path)] == []


def test_the_people_to_sign_in_as_are_those_of_the_demo() -> None:
    documented = people_told_of()
    cast = {person.number: f"{person.given_name} {person.family_name}" for person in CAST}
    by_make_run = {number for number, _who in runpy.run_path(str(ROOT / "make" / "run.py"))["PEOPLE"]}

    assert documented == {number: name for number, name in cast.items() if number in by_make_run}
    assert f"`{DEMO_PASSWORD}`" in (ROOT / "README.md").read_text()


def test_the_readme_says_that_the_legal_review_is_pending_as_long_as_it_is() -> None:
    frame = tomllib.loads((ROOT / "content" / "social-media" / "handbook.toml").read_text())
    says_so = '`legal_review = "pending"`' in (ROOT / "README.md").read_text()
    assert says_so == (frame["legal_review"] == "pending")


@pytest.mark.parametrize("document", ["README.md", "docs/architecture.md"])
def test_the_tree_names_the_folders_at_the_top(document: str) -> None:
    assert {path for path in tree_of(ROOT / document) if "/" not in path} == folders_at_the_top()


def test_everything_in_the_tree_is_there() -> None:
    assert sorted(path for path in tree_of(ROOT / "docs/architecture.md") if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("folder", [*APPS, "make"])
def test_the_tree_names_every_module_of_every_folder_and_no_other(folder: str) -> None:
    """Modules that Django names may be left out; none is listed that is not there."""
    there = modules_in(folder)
    tree = tree_of(ROOT / "docs/architecture.md")
    listed = {path: modules for path, modules in tree.items() if f"{path}/".startswith(f"{folder}/")}

    own = {path: names for path, modules in there.items() if (names := modules - NAMED_BY_DJANGO)}
    assert {path: modules - NAMED_BY_DJANGO for path, modules in listed.items() if path in own} == own
    assert [(path, name) for path in listed for name in sorted(listed[path] - there.get(path, set()))] == []


def packages() -> list[Path]:
    """The packages of the apps, apart from those that Django looks for by their names."""
    by_name = {"migrations", "management", "commands", "templatetags", "formats"}
    inits = [path for app in APPS for path in sorted((ROOT / app).rglob("__init__.py"))]
    return [path for path in inits if not by_name.intersection(path.relative_to(ROOT).parts)]


@pytest.mark.parametrize("path", packages(), ids=lambda path: path.parent.relative_to(ROOT).as_posix())
def test_every_package_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


# Settings, requirements, licence, changelog, decisions


def variables_read() -> set[str]:
    """The names that config/ asks the environment for."""
    names = set()
    for path in (ROOT / "config").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=asked, args=[ast.Constant(value=str(name)), *_]):
                    pass
                case ast.Subscript(value=asked, slice=ast.Constant(value=str(name))):
                    pass
                case _:
                    continue
            if re.search(r"\b(env|environ|flag)\b", ast.unparse(asked)) and name.isupper():
                names.add(name)
    return names


def test_the_example_of_settings_names_what_is_read() -> None:
    named = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)
    assert sorted(named) == sorted(variables_read() - NOT_FOR_A_SITE)


def pins(name: str) -> dict[str, str]:
    """Each package of a requirements file, with its version."""
    text = (ROOT / "requirements" / name).read_text()
    return {
        canonical(package): version for package, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==(\S+)", text, re.M)
    }


def canonical(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def named_in(requirements: object) -> set[str]:
    """The packages of a list of requirements, without extras and versions; groups that it includes are left out."""
    assert isinstance(requirements, list)
    return {
        canonical(re.split(r"[\[<>=!~ ;]", requirement)[0])
        for requirement in requirements
        if isinstance(requirement, str)
    }


def test_every_dependency_is_pinned() -> None:
    project_table = project()["project"]
    extras = project_table["optional-dependencies"]
    assert isinstance(extras, dict)
    run = named_in(project_table["dependencies"]) | named_in(extras["postgres"])
    test, dev = (named_in(project()["dependency-groups"][group]) for group in ("test", "dev"))

    assert run - pins("run.txt").keys() == set()
    assert test - pins("test.txt").keys() == set()
    assert dev - pins("dev.txt").keys() == set()


def test_the_requirements_of_development_hold_those_of_tests_and_these_those_of_running() -> None:
    """make/environment.py counts on it: with dev installed, test and run are."""
    run, test, dev = pins("run.txt"), pins("test.txt"), pins("dev.txt")
    assert {name: test.get(name) for name in run} == run
    assert {name: dev.get(name) for name in test} == test


def test_no_file_names_a_package_index() -> None:
    index = r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|https?://\S+/simple\b|(?<![\w-])--(?:extra-)?index-url\b"
    assert lines_with(re.compile(index)) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert lines_with(re.compile(r"(?<![\w.>-])/(?:work|root|home)/")) == []
    assert lines_with(re.compile(r"(?<![\w.>-])/tmp/"), allowed=("tests/", "make/")) == []


def test_the_licence_is_mit() -> None:
    title, copyright_, text = (ROOT / "LICENSE").read_text().split("\n\n", 2)
    assert title == "MIT License"
    assert re.fullmatch(r"Copyright \(c\) \d{4} The Rettesnor authors", copyright_)
    assert text.split() == LICENCE.split()
    assert project()["project"]["license"] == "MIT"


def test_the_changelog_has_a_section_for_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    version = re.escape(str(project()["project"]["version"]))
    assert re.search(rf"^## {version} \((?:unreleased|\d{{4}}-\d\d-\d\d)\)$", text, re.M)


def test_a_line_of_the_changelog_is_kind_area_and_effect() -> None:
    lines = [line for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.startswith("-")]
    line = re.compile(r"- (?:Added|Changed|Fixed|Removed|Security), [a-z]+: \w.+\.")
    assert lines
    assert [changelog_line for changelog_line in lines if not line.fullmatch(changelog_line)] == []


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]
    assert [path.name for path in DECISIONS if not re.fullmatch(r"\d{4}-[a-z-]+\.md", path.name)] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_is_short_and_says_why_what_and_what_follows(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert lines[0].startswith(f"# {path.name[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    assert len(lines) <= 30
