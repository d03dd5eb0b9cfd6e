"""The tables of handbooks. Import models from here; each file holds what belongs together."""

from handbook.models.choices import Audience, Certainty, Kind
from handbook.models.editions import Change, ClauseText, Edition, EditionQuerySet, TranslationCheck
from handbook.models.former_addresses import FormerAddress
from handbook.models.handbooks import Handbook, LegalReview, Section
from handbook.models.law_texts import LawText
from handbook.models.page_texts import PageText
from handbook.models.questions import WithdrawnQuestion
from handbook.models.remarks import Remark
from handbook.models.search_words import Occurrence, Word
from handbook.models.versions import OPEN_STAGES, Approval, HeldBack, SentBack, Stage, Version, newest_version

__all__ = (
    "OPEN_STAGES",
    "Approval",
    "Audience",
    "Certainty",
    "Change",
    "ClauseText",
    "Edition",
    "EditionQuerySet",
    "FormerAddress",
    "Handbook",
    "HeldBack",
    "Kind",
    "LawText",
    "LegalReview",
    "Occurrence",
    "PageText",
    "Remark",
    "Section",
    "SentBack",
    "Stage",
    "TranslationCheck",
    "Version",
    "WithdrawnQuestion",
    "Word",
    "newest_version",
)
