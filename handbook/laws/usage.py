"""Which handbooks name a law: in what is published, and in drafts."""

import re
from collections import defaultdict
from collections.abc import Iterable

from handbook.models import Edition, Handbook, Version
from people.language import LANGUAGES

_ID = re.compile(r"\bL[0-9]+\b")


def handbooks_naming() -> dict[str, list[Handbook]]:
    """Return the handbooks whose newest texts or drafts name a law, by its id: three queries."""
    return _by_law([*_named(Edition.objects.newest()), *_named_in_drafts()])


def handbooks_ever_naming(id_: str) -> list[Handbook]:
    """Return the handbooks of which a draft or any version names the law, older ones too: three queries."""
    return _by_law([*_named(Edition.objects.all()), *_named_in_drafts()]).get(id_, [])


def _named(editions: Iterable[Edition]) -> Iterable[tuple[str, int]]:
    rows: Iterable[tuple[int, list[str]]] = editions.values_list("version__section__handbook", "laws")  # type: ignore[attr-defined] # of the set
    return ((id_, handbook) for handbook, laws in rows for id_ in laws)


def _named_in_drafts() -> Iterable[tuple[str, int]]:
    texts = [f"source_{language}" for language in LANGUAGES]
    drafts = Version.objects.filter(published_at=None).values_list("section__handbook", "laws", *texts)
    for handbook, *columns in drafts:
        for id_ in _ID.findall("\n".join(text or "" for text in columns).upper()):
            yield id_, handbook


def _by_law(named: Iterable[tuple[str, int]]) -> dict[str, list[Handbook]]:
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for law, handbook in named:
        ids[law].add(handbook)
    handbooks = list(Handbook.objects.all())
    return {law: [handbook for handbook in handbooks if handbook.pk in keys] for law, keys in ids.items()}
