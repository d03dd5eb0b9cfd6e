"""The specification of the text formats is true of the code: its errors, its examples and their digests."""

import re
import tomllib
from pathlib import Path

import pytest
from django.utils import translation

from handbook.import_export.folder import read_folder
from handbook.import_export.site_page_files import read_pages
from handbook.laws.register import all_laws
from markup.error_messages import _MESSAGES
from markup.quiz.digests import question_digest, quiz_digest
from markup.quiz.parser import parse_quiz
from markup.section.digests import clause_digest, section_digest, section_words_digest, words_digest
from markup.section.parser import parse_section
from markup.section.types import SourceText
from markup.section.validation import current_by_marks
from tests.markup.section.error_samples import WARNINGS

DOCUMENT = (Path(__file__).parents[1] / "docs" / "content-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(?:markdown|toml) (\S+)\n(.*?)^```$", DOCUMENT, re.M | re.S)
"""The word behind the language is the file that an example is, or `section`: clauses without front matter."""
FILES = {name: text for name, text in EXAMPLES if "." in name}
FRAGMENTS = [text for name, text in EXAMPLES if name == "section"]
FRONT = "---\ntitle: Rollene dine\nmessage: Du har flere roller.\n---\n\n"
OF_DRAFTS = {"clause-linked"}
"""A warning that no folder of files shows."""


@pytest.fixture
def content(tmp_path: Path, settings) -> Path:
    """A content folder of the examples alone."""
    content = tmp_path / "content"
    for name, text in FILES.items():
        path = content / name if name.startswith(("pages/", "laws")) else content / "social-media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings.CONTENT_DIR = content
    return content


def section(language: str) -> SourceText:
    text = FILES[f"roles/{language}.md"]
    return parse_section(text, language=language, source_language="nb").value


def test_every_error_of_the_code_is_in_the_document_with_its_level_and_sentence() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \| (.+) \|$", DOCUMENT, re.M)
    documented = {code: (level, re.sub(r"\\(\W)", r"\1", sentence)) for code, level, sentence in rows}
    with translation.override("en"):
        built = {
            code: (
                "warning" if code in WARNINGS | OF_DRAFTS else "error",
                str(words) % {name: f"{{{name}}}" for name in names},
            )
            for code, (words, names) in _MESSAGES.items()
        }

    assert sorted(code for code, _level, _sentence in rows) == sorted(_MESSAGES)
    assert documented == built


def test_the_examples_make_a_handbook_without_an_error(content: Path) -> None:
    """The second question is left out of the quiz in nynorsk, for brevity."""
    assert [(error.code, error.place.path) for error in read_folder(content / "social-media").errors] == [
        ("question-untranslated", "roles/nn.quiz.md")
    ]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_an_example_of_clauses_has_no_fault(text: str) -> None:
    assert parse_section(FRONT + text, language="nb", source_language="nb").errors == ()


def test_the_example_of_a_page_has_no_fault(content: Path) -> None:
    pages = read_pages(content / "pages")
    assert (pages.count, pages.errors) == (1, ())


def test_the_example_of_laws_is_shown_in_every_language(db, content: Path) -> None:
    ids = list(tomllib.loads(FILES["laws.toml"]))
    assert ids
    assert [[law.id for law in all_laws(language)] for language in ("nb", "nn", "en")] == [ids] * 3


def test_the_example_of_a_translation_is_current() -> None:
    source, translated = section("nb"), section("nn")
    clauses = ["title", "message", *(clause.id or "" for clause in source.clauses)]
    assert current_by_marks(translated, source) == set(clauses)
    assert f"source: {quiz_digest_of_the_example()[:16]}\n" in FILES["roles/nn.quiz.md"]


def quiz_digest_of_the_example() -> str:
    return quiz_digest(parse_quiz(FILES["roles/nb.quiz.md"], language="nb", source_language="nb").value)


def test_the_digests_are_those_of_the_examples() -> None:
    source = section("nb")
    clause = source.clause("roles-3")
    quiz = parse_quiz(FILES["roles/nb.quiz.md"], language="nb", source_language="nb").value
    question = quiz.question("speaking-for")
    assert clause
    assert question
    words = words_digest(clause)

    assert dict(re.findall(r"^\| (.+) \| `([0-9a-f]{64})` \|$", DOCUMENT, re.M)) == {
        "words of `roles-3`": words,
        "clause `roles-3`": clause_digest(words, clause.origin, clause.audience),
        "section words": section_words_digest(source),
        "section": section_digest(source, source),
        "question `speaking-for`": question_digest(question),
        "quiz": quiz_digest(quiz),
    }
