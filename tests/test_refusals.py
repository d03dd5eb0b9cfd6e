"""What a verb refuses is told in one sentence, beside the verb, in every language."""

import ast
import pickle
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils import translation

from backoffice.cards.point_form import TooManyPoints
from courses.attempts.answer import AlreadyAnswered, OtherQuestionAnswered, QuestionWithdrawn
from courses.attempts.end import AttemptEnded
from courses.question_withdrawal import QuestionAlreadyWithdrawn
from courses.removal import HasPublication
from handbook.composition.first_publication import DraftsHaveChanged, NotComplete, NothingToPublish
from handbook.composition.misconceptions import MisconceptionNamed
from handbook.composition.withdraw import HandbookAlreadyWithdrawn, HandbookNotWithdrawn
from handbook.handbooks import NoSlug, NothingCalledSo, SlugTaken
from handbook.import_export.errors import (
    DraftWouldBeOverwritten,
    ImportRefused,
    LawsEdited,
    MetadataDiffers,
    NoDatabase,
    SectionDropped,
    SectionNotApproved,
    SectionNotReady,
    SectionRenamed,
    UnresolvedIds,
)
from handbook.import_export.file_clause_ids import IdPrompt
from handbook.import_export.folder import FilesHaveErrors, InvalidHandbookToml, NoHandbookFolder
from handbook.import_export.site_page_files import PagesEdited
from handbook.laws.save import LawChangedMeanwhile, LawEndsBeforeItBegins, LawIsNamed, LawNotInRelease
from handbook.models import Approval, Handbook, Section, Version
from handbook.sections import NoReviewDue, SectionAlreadyWithdrawn, SectionNotWithdrawn
from handbook.site_pages import EarlierTextHasErrors, PageChanged
from handbook.translations.confirm import NewerVersion, NotTranslated
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate
from handbook.versions.publish import BaseHasMoved, HasErrors, NotApproved, NothingChanged, NotReady, NotScheduled
from handbook.versions.reclassify import AlreadyClassified, NoSuchChange
from handbook.versions.rollback import CannotBeUndone, DraftIsOpen
from handbook.versions.schedule import AnotherDraftIsOpen, AnotherIsScheduled, MomentHasPassed
from handbook.versions.workflow import NobodyNamed, NoComment, NoReference, NoSuchMove, NothingToReview, OwnApproval
from markup.errors import Place, TextError
from people.administrators import LastAdministrator
from people.models import NumberTaken
from people.signin.limits import REMARKS, WRONG_NUMBER, OverTheLimit
from records.language_command import LanguageCommand
from records.refusal import Refusal

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parent.parent
APPS = ("config", "backoffice", "reports", "courses", "handbook", "people", "markup", "records")
EMPTY = TextError("page-empty", "error", Place("privacy", "nb"), 1)
PROMPT = IdPrompt("roles", "key", True, Place("roles", "nb"), 4, "Which point is it?")
TRANSLATIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
EXAMPLES: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (LastAdministrator(), ()),
    (NumberTaken("1001"), ()),
    (OverTheLimit(REMARKS, 40), ("40",)),
    (OverTheLimit(WRONG_NUMBER, 70), ("70",)),
    (NoSlug("Små ting", "smaa-ting"), ("Små ting", "smaa-ting")),
    (SlugTaken("small"), ("small",)),
    (HasPublication("small"), ("small",)),
    (NothingCalledSo("small/nowhere"), ("small/nowhere",)),
    (HandbookAlreadyWithdrawn(), ()),
    (HandbookNotWithdrawn(), ()),
    (MisconceptionNamed("M05"), ("M05",)),
    (NothingToPublish(), ()),
    (DraftsHaveChanged(), ()),
    (TooManyPoints(), ("160",)),
    (LawChangedMeanwhile("L6"), ()),
    (LawEndsBeforeItBegins(), ()),
    (LawIsNamed([Handbook(title="Små ting")]), ("Små ting",)),
    (LawNotInRelease("L6"), ()),
    (NotComplete(), ()),
    (NoReviewDue(), ()),
    (SectionAlreadyWithdrawn(), ()),
    (SectionNotWithdrawn(), ()),
    (AlreadyPublished(), ()),
    (IsScheduled(), ()),
    (LostUpdate(), ()),
    (NoSuchMove(), ()),
    (OwnApproval(), ()),
    (NobodyNamed(), ()),
    (NoComment(), ()),
    (NothingToReview(), ()),
    (NoReference(), ()),
    (HasErrors([EMPTY]), ()),
    (NothingChanged(), ()),
    (BaseHasMoved(Version(number=4)), ("4",)),
    (NotScheduled(), ()),
    (NotReady(("traces",), ("nn",)), ()),
    (NotApproved((Approval.Role.EDITOR,)), ()),
    (MomentHasPassed(), ()),
    (AnotherIsScheduled(), ()),
    (AnotherDraftIsOpen(), ()),
    (AlreadyClassified(), ()),
    (NoSuchChange(), ()),
    (DraftIsOpen(), ()),
    (CannotBeUndone(), ()),
    (NewerVersion(None), ()),
    (NotTranslated(["roles-1"]), ()),
    (PageChanged(["nb"]), ()),
    (EarlierTextHasErrors([EMPTY]), ()),
    (NoHandbookFolder(Path("content/small")), ("content/small",)),
    (NoDatabase(), ()),
    (FilesHaveErrors([EMPTY, EMPTY]), ("2",)),
    (InvalidHandbookToml([EMPTY]), ("1",)),
    (UnresolvedIds([EMPTY], [PROMPT, PROMPT]), ("1", "2")),
    (UnresolvedIds([], [PROMPT]), ("1",)),
    (LawsEdited(["Kommuneloven § 4-1"]), ("Kommuneloven § 4-1",)),
    (MetadataDiffers({"title_nb": "Små ting"}), ("title_nb",)),
    (SectionDropped(Section(slug="roles")), ("roles",)),
    (SectionRenamed("roller", Section(slug="roles")), ("roller", "roles")),
    (DraftWouldBeOverwritten(Section(slug="roles")), ("roles",)),
    (SectionNotReady("roles", ("traces",), ("nn",)), ("roles", "traces", "nn")),
    (SectionNotApproved("roles", (Approval.Role.LEGAL,)), ("roles",)),
    (PagesEdited(["privacy/nb.md"]), ("privacy/nb.md",)),
    (ImportRefused([NoDatabase()]), ()),
    (AttemptEnded(), ()),
    (AlreadyAnswered(None), ()),
    (OtherQuestionAnswered(None), ()),
    (QuestionWithdrawn(), ()),
    (QuestionAlreadyWithdrawn(), ()),
)
"""A refusal of every kind, and the values that its sentence names."""


def kinds(above: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for kind in above.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.fixture(scope="module")
def all_kinds() -> set[type[Refusal]]:
    """Every kind of refusal in the product: its modules are imported first."""
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return {kind for kind in kinds() if kind.__module__.split(".")[0] in APPS}


def test_every_kind_has_an_example(all_kinds) -> None:
    assert {type(refused).__name__ for refused, _values in EXAMPLES} == {kind.__name__ for kind in all_kinds}


@pytest.mark.parametrize(("refused", "values"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_refusal_says_why_in_every_language(refused: Refusal, values: tuple[str, ...]) -> None:
    sentences = []
    for language in ("en", "nb", "nn"):
        with translation.override(language):
            sentences.append(refused.message)
    assert sentences[0] not in sentences[1:]
    for sentence in sentences:
        assert re.fullmatch(r"[^%]+[.!?]", sentence, re.DOTALL)
        assert [value for value in values if value not in sentence] == []


@pytest.mark.parametrize(("refused", "_values"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_refusal_says_the_same_in_a_log_and_from_another_process(refused: Refusal, _values) -> None:
    assert refused.message in str(refused)
    assert str(pickle.loads(pickle.dumps(refused))) == str(refused)  # noqa: S301 - our own


def sentences_of_others(tree: ast.AST, refusals: set[str]) -> list[int]:
    """The lines of each `except` of a refusal, and of each branch on its kind, that translates a sentence of its own."""
    return [
        node.lineno if isinstance(node, ast.ExceptHandler) else node.pattern.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler | ast.match_case)
        and refusals & names_in(node.type if isinstance(node, ast.ExceptHandler) else node.pattern)
        and any(TRANSLATIONS & names_called(statement) for statement in node.body)
    ]


def names_in(node: ast.AST | None) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)} if node else set()


def names_called(node: ast.AST) -> set[str]:
    return {call.func.id for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}


def test_only_a_refusal_has_its_sentence(all_kinds) -> None:
    refusals = {kind.__name__ for kind in all_kinds} | {"Refusal"}
    others = {
        path.relative_to(ROOT).as_posix(): lines
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if (lines := sentences_of_others(ast.parse(path.read_text(encoding="utf-8")), refusals))
    }
    assert others == {}


@pytest.mark.parametrize(
    ("handler", "lines"),
    [
        ("except LostUpdate:\n    messages.error(request, _('Saved.'))", [3]),
        ("except (IsScheduled, LostUpdate) as refused:\n    form.add_error('slug', ngettext('a', 'b', 2))", [3]),
        ("except Refusal as refused:\n    match refused:\n        case LostUpdate():\n            return _('Saved.')", [3, 5]),
        ("except Refusal as refused:\n    messages.error(request, refused.message)", []),
        ("except OSError:\n    messages.error(request, _('Saved.'))", []),
    ],
)  # fmt: skip
def test_a_sentence_elsewhere_would_be_found(handler: str, lines: list[int]) -> None:
    tree = ast.parse(f"try:\n    save()\n{handler}")
    assert sorted(sentences_of_others(tree, {"Refusal", "LostUpdate", "IsScheduled"})) == lines


class Refusing(LanguageCommand):
    refused_status = 3

    def handle(self, **options: object) -> None:
        raise SlugTaken("small")


def test_a_command_ends_with_the_sentence_in_its_language() -> None:
    parser = Refusing().create_parser("manage.py", "refusing")
    for language, sentence in (
        ("en", "Something else is called “small”, or was: its old address still leads to it. Choose another name."),
        (
            "nn",
            "Noko anna heiter «small», eller har heitt det: Den gamle adressa fører framleis dit. Vel eit anna namn.",
        ),
    ):
        options = vars(parser.parse_args(["--language", language, "--skip-checks"]))
        with pytest.raises(CommandError, match=re.escape(sentence)) as ended:
            Refusing().execute(**options)
        assert ended.value.returncode == 3
