"""What a verb refuses is told in one sentence, beside the verb, in every language."""

import pickle
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils import translation

from handbook.handbooks import HasPublication, NoSlug, NothingCalledSo, SlugTaken
from handbook.import_export.errors import UnresolvedIds
from handbook.models import Approval, Version
from handbook.sections import NoReviewDue, SectionAlreadyWithdrawn, SectionNotWithdrawn
from handbook.site_pages import EarlierTextHasErrors, PageChanged
from handbook.translations.confirm import NewerVersion, NotTranslated
from handbook.versions.drafts import AlreadyPublished, IsScheduled, LostUpdate
from handbook.versions.publish import BaseHasMoved, HasErrors, NotApproved, NothingChanged, NotReady, NotScheduled
from handbook.versions.reclassify import AlreadyClassified, NoSuchChange
from handbook.versions.rollback import CannotBeUndone, DraftIsOpen
from handbook.versions.schedule import AnotherDraftIsOpen, AnotherIsScheduled, MomentHasPassed
from handbook.versions.workflow import NobodyNamed, NoComment, NoSuchMove, OwnApproval
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
EXAMPLES: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (LastAdministrator(), ()),
    (NumberTaken("1001"), ()),
    (OverTheLimit(REMARKS, 40), ("40",)),
    (OverTheLimit(WRONG_NUMBER, 70), ("70",)),
    (NoSlug("Små ting", "smaa-ting"), ("Små ting", "smaa-ting")),
    (SlugTaken("small"), ("small",)),
    (HasPublication("small"), ("small",)),
    (NothingCalledSo("small/nowhere"), ("small/nowhere",)),
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
    (UnresolvedIds([EMPTY], []), ()),
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
    assert len(set(sentences)) == 3, sentences
    for sentence in sentences:
        assert re.fullmatch(r"[^%]{10,}[.!?]", sentence, re.DOTALL)
        assert [value for value in values if value not in sentence] == []


@pytest.mark.parametrize(("refused", "_values"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_refusal_says_the_same_in_a_log_and_from_another_process(refused: Refusal, _values) -> None:
    assert refused.message in str(refused)
    assert str(pickle.loads(pickle.dumps(refused))) == str(refused)  # noqa: S301 - our own


class Refusing(LanguageCommand):
    refused_status = 3

    def handle(self, **options: object) -> None:
        raise SlugTaken("small")


def test_a_command_ends_with_the_sentence_in_its_language() -> None:
    parser = Refusing().create_parser("manage.py", "refusing")
    for language, sentence in (
        ("en", "Something else is already called «small». Choose another name."),
        ("nn", "Noko anna heiter alt «small». Vel eit anna namn."),
    ):
        options = vars(parser.parse_args(["--language", language, "--skip-checks"]))
        with pytest.raises(CommandError, match=re.escape(sentence)) as ended:
            Refusing().execute(**options)
        assert ended.value.returncode == 3
