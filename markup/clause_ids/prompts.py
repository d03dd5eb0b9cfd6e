"""The question put to an editor about a proposal: a sentence, and the answers to choose from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from markup.clause_ids.proposals import (
    Copied,
    Found,
    Merged,
    MovedToSection,
    New,
    OtherText,
    Proposal,
    Removed,
    Retired,
    Split,
    Swapped,
)

LEAVE_AS_IT_IS, IDS_FOLLOW_TEXTS = "as-it-stands", "follow"
"""Values that the editor's form posts."""


@dataclass(frozen=True, slots=True)
class IdChoice:
    """One answer to an open proposal. Its value is the id that the block gets, or one of the two constants above."""

    value: str
    label: str


_SENTENCES: dict[type[Proposal], object] = {
    Swapped: _("%(id)s and %(other)s have swapped texts."),
    OtherText: _("%(id)s has a different text than before. Is it the same rule, rewritten?"),
    Copied: _("%(id)s is used twice. This one is less like the earlier text."),
    Split: _("This was part of %(id)s."),
    Merged: _("%(id)s ends: it was merged with %(into)s."),
    Removed: _("%(id)s ends: its text has been removed."),
    New: _("This resembles nothing that was here before."),
    Retired: _("%(id)s was another rule in an earlier version."),
    MovedToSection: _("This is %(id)s, moved from %(origin)s."),
}
_FOUND_SENTENCES = {
    "certain": _("This has the same words as %(id)s."),
    "likely": _("This is probably %(id)s."),
    "possible": _("This may be %(id)s."),
}


def sentence(proposal: Proposal) -> str:
    """Return a proposal as a sentence in the active language; empty if there is nothing to report."""
    template = (
        _FOUND_SENTENCES[proposal.certainty] if isinstance(proposal, Found) else _SENTENCES.get(type(proposal), "")
    )
    return str(template) % asdict(proposal)


def id_choices(proposal: Proposal, *, lost: Sequence[str] = ()) -> list[IdChoice]:
    """Return the answers to an open proposal. `lost` are ids without a match, one of which a new block may still be."""
    match proposal:
        case Found(id_, _position, _certainty, new_id):
            return [
                IdChoice(id_, gettext("It is %(id)s") % {"id": id_}),
                _new_point(new_id) if new_id else leave_as_it_is(),
            ]
        case Swapped():
            return [IdChoice(IDS_FOLLOW_TEXTS, gettext("The ids follow the texts")), leave_as_it_is()]
        case OtherText(id_, _position, new_id):
            return [IdChoice(LEAVE_AS_IT_IS, gettext("The same rule, rewritten")), _new_point(new_id)]
        case New(id_, is_named=False):
            return [
                _new_point(id_),
                *(IdChoice(old, gettext("It is %(id)s, rewritten") % {"id": old}) for old in lost),
            ]
        case Copied(new_id=new_id) | Split(new_id=new_id) | Retired(new_id=new_id):
            return [_new_point(new_id)]
        case _:
            return []


def preselected(proposal: Proposal) -> str:
    """Return the value that is selected at first, or an empty string if none is."""
    match proposal:
        case Found(id_, _position, "certain" | "likely"):
            return id_
        case Swapped():
            return IDS_FOLLOW_TEXTS
        case New(id=new_id, is_named=False) | Copied(new_id=new_id) | Split(new_id=new_id) | Retired(new_id=new_id):
            return new_id
        case _:
            return ""


def prompt_key(proposal: Proposal, own_id: str | None) -> str:
    """Return the key under which an answer is stored: the kind of proposal and its ids. `own_id` is that of the block.

    Renaming a class of proposals would orphan the stored answers.
    """
    assert not isinstance(proposal, Removed)
    others = [proposal.other] if isinstance(proposal, Swapped) else []
    names = [proposal.id, own_id or ""] if isinstance(proposal, Found) else [proposal.id, *others]
    return " ".join([type(proposal).__name__, *names])


def _new_point(id_: str) -> IdChoice:
    return IdChoice(id_, gettext("A new point: %(id)s") % {"id": id_})


def leave_as_it_is() -> IdChoice:
    return IdChoice(LEAVE_AS_IT_IS, gettext("Leave it as it is"))
