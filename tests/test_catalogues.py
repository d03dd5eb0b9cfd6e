"""The catalogues are whole, compiled, and in step with the code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted(ROOT.glob("locale/**/django.po"))
by_name = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT / "locale").parent))


def entries(path: Path, *choice: str) -> str:
    listed = subprocess.run(["msgattrib", *choice, str(path)], capture_output=True, text=True, check=True)
    return listed.stdout


def test_both_written_languages_are_there() -> None:
    assert [str(path.relative_to(ROOT / "locale").parent) for path in CATALOGUES] == [
        "django-gaps/nb/LC_MESSAGES",
        "django-gaps/nn/LC_MESSAGES",
        "nb/LC_MESSAGES",
        "nn/LC_MESSAGES",
    ]


@by_name
def test_nothing_is_untranslated_or_guessed(path: Path) -> None:
    assert entries(path, "--untranslated") == ""
    assert entries(path, "--only-fuzzy") == ""


@by_name
def test_what_is_compiled_is_what_is_written(path: Path, tmp_path: Path) -> None:
    subprocess.run(["msgfmt", "--check", str(path), "-o", str(tmp_path / "made.mo")], check=True)
    assert (tmp_path / "made.mo").read_bytes() == path.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_of_the_code_is_in_the_catalogue(language: str, tmp_path: Path) -> None:
    in_code = texts_in_code(tmp_path)
    catalogue = ids((ROOT / f"locale/{language}/LC_MESSAGES/django.po").read_text())
    assert in_code - catalogue == set()
    assert catalogue - in_code == set()


TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{% translate .*?%}|{#.*?#}", re.DOTALL)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_quotation_marks_and_percent_signs_are_in_texts_to_translate(path: Path) -> None:
    """English has “…” and 12%, Norwegian «…» and 12 %."""
    assert re.findall(r"[«»“”]|}} ?%(?!})", TRANSLATED.sub("", path.read_text())) == []


def test_english_has_no_blank_before_a_percent_sign(tmp_path: Path) -> None:
    assert [text for text in texts_in_code(tmp_path) if re.search(r"\)s %%", text)] == []


def texts_in_code(folder: Path) -> set[str]:
    """What makemessages finds, in a copy of the code."""
    paths = [path for app in ("config", "backoffice", "reports", "courses", "handbook", "people", "markup", "records", "templates") for path in (ROOT / app).rglob("*") if path.suffix in (".py", ".html")]  # fmt: skip
    for path in paths:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (folder / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "nb", "--no-location", "--no-wrap"]
    settings = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=settings)
    return ids((folder / "locale/nb/LC_MESSAGES/django.po").read_text())


def ids(catalogue: str) -> set[str]:
    return set(re.findall(r'^msgid ((?:".*"\n)+)', catalogue, re.MULTILINE)) - {'""\n'}


def test_one_thing_has_one_word() -> None:
    """An attempt is a «forsøk», and what is behind a wrong answer in nynorsk a «misforståing», as on the site's pages."""
    texts = {path: path.read_text() for path in [*CATALOGUES, *ROOT.glob("content/pages/*/nn.md")]}
    assert [path for path, text in texts.items() if "mistyding" in text.lower()] == []
    attempts = [
        entry
        for path in CATALOGUES
        for entry in texts[path].split("\n\n")
        if re.search(r"msgid .*\battempts?\b", entry, re.IGNORECASE)
    ]
    assert attempts
    assert [entry for entry in attempts if "gjennomgang" in entry.lower()] == []


UNWANTED = {
    "nb": r"opphav|slag endring|gått god for|sett over|feilmelding|håndboken|mappen\b|kapitlet|spør(?:re)? noen",
    "nn": r"opphav|slag endring|gått god for|sett over|feilmelding|henne|også|handsam|oversyn|kapitlet|viss\b|eit gale",
    "en": r"«|»|\bfault|\bwhom\b|your leader|\banew\b|is wanting",
}
"""Riddles, codes and second words for a thing, by language; English has its own quotation marks."""


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_text_has_the_chosen_word_and_no_riddle(language: str) -> None:
    path = ROOT / f"locale/{'nb' if language == 'en' else language}/LC_MESSAGES/django.po"
    key = "msgid(?:_plural)?" if language == "en" else r"msgstr(?:\[.\])?"
    texts = re.findall(rf'^{key} (".*")$', path.read_text(), re.MULTILINE)
    assert len(texts) > 1000
    assert [text for text in texts if re.search(UNWANTED[language], text, re.IGNORECASE)] == []
