"""Made-up names of folders, sections, points and questions, through check, import, rename, removal and every page.

What has no error is shown; what has one changes nothing; and no page fails.
"""

import json
import random
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from courses.models import Attempt
from handbook.models import Handbook, Section
from markup.slugs import LONGEST_ID, LONGEST_SLUG, RESERVED, is_free_slug
from people.models import Employee
from tests.cast import MONDAY
from tests.support.attempts import begin
from tests.support.clients import client_of
from tests.support.content_files import SHIPPED, every_row, run
from tests.support.sizes import size

NAMES = size(small=200, full=2000)
"""A tenth of them on PostgreSQL."""
SEED = 20261130
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "abcxyz-019",
    "ABCXYZabc-_",
    "æøåÆØÅäöšđŋ",
    "a\u030ao\u0308n\u0303 ",  # letters with marks of their own
    "ab\u200b\u200d\u2060\ufeff\u00ad",  # not to be seen
    "абвгдαβγδ规则إسلامעברית٣४",
    "🙂🏳️‍🌈👩‍⚕️a",
    " \t\n\r.,;:!?%#&+=@~'\"()[]{}<>|\\/*$^`",
)
WORDS = (
    *sorted(RESERVED), "con", "prn", "aux", "nul", "com1", "lpt9", "CON", "Etiske retningslinjer", "hr.v2", "åpenhet",
    "index", "static", "..", ".", "-", "--", "a--b", "-a", "a-", "0", "2026", "title", "message", "privacy", "handbook",
    "hr regler", "hr_regler", "HR", "nb.md", "handbook.toml", "%2e%2e", "a%00b", "null", "none", "true", "__init__",
)  # fmt: skip
TOML = """source_language = "nb"
open_to_all = true
legal_review = "pending"
sections = [{section}]
title = {{ nb = "Oppdiktet håndbok", nn = "Oppdikta handbok", en = "Made up" }}
lead = {{ nb = "", nn = "", en = "" }}
in_short = {{ nb = [], nn = [], en = [] }}

[misconceptions.M01]
side = "careless"
nb = "Nei"
nn = "Nei"
en = "No"
"""
TEXT = "---\ntitle: Oppdiktet kapittel\nmessage: Svar.\n---\n\n§ {clause} (guideline)\nDu svarer kollegene.\n"
QUIZ = (
    "## {question}\n\n§ {clause}\n\nHva gjør du?\n\n- [x] a) Svarer\n  > Ja.\n- [ ] b) Tier (M01)\n  > Nei.\n"
    "- [ ] c) Venter (M01)\n  > Nei.\n"
)


@dataclass(frozen=True)
class Names:
    """What one made-up handbook calls its parts."""

    folder: str = "reply-hb"
    section: str = "reply"
    clause: str = "reply-1"
    question: str = "who-asks"

    def write(self, content: Path) -> Path | None:
        """Write its files. None: no folder can have this name."""
        folder = content / self.folder
        if "/" in self.folder or self.folder in ("", ".", ".."):
            return None
        try:
            folder.mkdir(parents=True)
            (folder / "handbook.toml").write_text(TOML.format(section=json.dumps(self.section)), encoding="utf-8")
            if "/" not in self.section and self.section not in ("", ".", ".."):
                (folder / self.section).mkdir()
                text = TEXT.format(clause=self.clause)
                (folder / self.section / "nb.md").write_text(text, encoding="utf-8", newline="")
                quiz = QUIZ.format(clause=self.clause, question=self.question)
                (folder / self.section / "nb.quiz.md").write_text(quiz, encoding="utf-8", newline="")
        except (OSError, ValueError):
            return None
        return folder


def made_up(chance: random.Random) -> str:
    """A name of any kind, or one that nearly works: about half of them do."""
    match chance.randrange(4):
        case 0:
            return chance.choice(WORDS)
        case 1:
            length = chance.choice((1, 2, LONGEST_SLUG - 1, LONGEST_SLUG, LONGEST_SLUG + 1, LONGEST_ID, LONGEST_ID + 1))
            letters = "".join(chance.choice(ALPHABETS[0]) for _ in range(length))
            return f"{letters[: length // 2]}-{letters[length // 2 + 1 :]}" if length > 4 else letters
        case 2:
            return "-".join("".join(chance.choices(ALPHABETS[0], k=chance.randint(1, 8))) for _ in range(3))
    return "".join(chance.choices(chance.choice(ALPHABETS), k=chance.choice((1, 3, 12, 80))))


def made_up_handbooks(count: int) -> list[Names]:
    """So many handbooks, each with one made-up name in turn."""
    chance = random.Random(SEED)  # noqa: S311 - the same names in each run
    handbooks = []
    for number in range(count):
        name, part = made_up(chance), ("folder", "section", "clause", "question")[number % 4]
        handbooks.append(
            replace(Names(), **{part: name if part != "clause" else chance.choice((name, f"reply-{name}"))})
        )
    return handbooks


def statuses(client: Client, pages: list[str]) -> list[tuple[str, int]]:
    client.raise_request_exception = False
    return [(page, client.get(page).status_code) for page in pages]


def everywhere() -> list[str]:
    return ["/", "/handbooks/", "/search/?q=kollegene", "/privacy/", "/remarks/"]


def pages_of(slug: str, section: str) -> list[str]:
    of_handbook = [reverse(f"handbook:{name}", args=[slug]) for name in ("contents", "print", "choose_day")]
    names = ("section", "print_section", "versions")
    of_section = [reverse(f"handbook:{name}", args=[slug, section]) for name in names]
    return [*of_handbook, *of_section, reverse("handbook:as_of", args=[slug, "2026-11-23"])]


def question_pages(employee: Employee, section: Section) -> list[int]:
    """The answers of its question's page, of an answer and of the feedback."""
    attempt: Attempt = begin(employee, section, at=MONDAY)
    client = client_of(employee)
    page = client.get(f"/courses/attempts/{attempt.pk}/", follow=True)
    address = page.redirect_chain[-1][0]
    sent = client.post(address, {"sequence": 1, "option": ["b"]})
    return [page.status_code, sent.status_code, client.get(sent.headers["Location"]).status_code]


def is_shown(names: Names, amina: Employee, siri: Employee) -> None:
    """Every page that the published handbook is on, and its own, answers."""
    section = Section.objects.select_related("handbook").get(handbook__slug=names.folder)
    ours = pages_of(names.folder, section.slug)
    for visitor in (None, amina):
        answers = statuses(client_of(visitor), [*everywhere(), *ours])
        assert answers == [(page, 200) for page in [*everywhere(), *ours]]
    assert question_pages(amina, section) == [200, 302, 200]
    admin = ["/admin/", "/admin/handbook/handbook/", f"/admin/handbook/handbook/{section.handbook_id}/change/"]
    reports = ["/reports/overview/", reverse("reports:section_questions", args=[names.folder, section.slug])]
    assert statuses(client_of(siri), [*admin, *reports]) == [(page, 200) for page in [*admin, *reports]]


def is_renamed_and_removed(names: Names, folder: Path, other: str) -> None:
    """As drafts it is renamed if the other name is free to it, and removed; nothing of it is left."""
    assert run("import_content", folder)[1] == ""
    assert statuses(Client(), everywhere()) == [(page, 200) for page in everywhere()]
    renamed = run("rename_handbook", names.folder, other)[1] == ""
    assert renamed == (other == names.folder or is_free_slug(other))
    assert run("remove_handbook", other if renamed else names.folder)[1] == ""
    assert not Handbook.objects.exists()


def test_a_made_up_name_is_refused_with_a_sentence_or_shown_everywhere(
    db, amina, siri, tmp_path: Path, settings
) -> None:
    settings.CONTENT_DIR = tmp_path / "content"
    tried = made_up_handbooks(NAMES if connection.vendor == "sqlite" else NAMES // 10)
    shown = refused = 0
    for names, other in zip(tried, [*reversed(tried)], strict=True):
        shutil.rmtree(settings.CONTENT_DIR, ignore_errors=True)
        shutil.copytree(SHIPPED / "pages", settings.CONTENT_DIR / "pages")
        (settings.CONTENT_DIR / "laws.toml").write_text("", encoding="utf-8")
        folder = names.write(settings.CONTENT_DIR)
        if folder is None:
            continue
        lines, refusal = run("check_content", folder)
        if refusal:
            before = every_row()
            assert (run("import_content", folder)[1] != "", every_row() == before, lines != []) == (True,) * 3, names
            refused += 1
            continue
        is_renamed_and_removed(names, folder, other.folder)
        with transaction.atomic():
            assert run("import_content", folder, "--publish", "--although-not-ready")[1] == "", names
            is_shown(names, amina, siri)
            transaction.set_rollback(True)
        shown += 1
    assert min(shown, refused) > len(tried) // 4
