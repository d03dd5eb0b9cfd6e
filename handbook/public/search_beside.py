"""What is searched beside the clauses: law boxes, contacts, the site's own pages, and a point by its number."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse

from handbook.laws.register import laws_in_force
from handbook.models import ClauseText
from handbook.public.reader_editions import ReaderEdition
from handbook.site_pages import PAGES, pages_in
from markup.search.tokens import readable_text

_NUMBER = re.compile(r"(?:§|punkt|pkt\.?|regel|point|rule|p\.)? ?([0-9]{1,4})[.,]([0-9]{1,4})\.?", re.IGNORECASE)
"""4.3, «punkt 4.3» and the like, as a whole query."""
_CITED = re.compile(r"§+ ?([0-9]+(?:-[0-9]+)?)")
"""13 of «§ 13», 2-1 of «§ 2-1»."""
_END_OF_BLOCK = re.compile(r"</(?:p|li|h2|h3|h4|td|dd)>")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text beside the clauses: an entry of a law box, a contact, or a block of one of the site's own pages."""

    kind: str
    """law, contact or page."""
    text: str
    address: str
    shown: ReaderEdition | None = None
    """The section it stands beside, or one of the handbook on whose front page it is; None: a page."""
    title: str = ""
    """The title of a page."""
    is_of_handbook: bool = False
    """Whether it stands on the front page of the handbook."""

    def title_beside(self, shown: ReaderEdition) -> tuple[str, str]:
        """The title of the page on which it stands, and its language. `shown` is the section that it names."""
        handbook = shown.version.section.handbook
        if self.is_of_handbook:
            return handbook.title, handbook.title_language
        return shown.edition.title, shown.edition.language


def cites(text: str, query: str) -> bool:
    """Whether a text has every § that the query has: § 13 is neither in «§ 13-3» nor in a day of June."""
    return set(_CITED.findall(query)) <= set(_CITED.findall(text))


def passages(sections: Sequence[ReaderEdition], *, language: str, on: date) -> list[Passage]:
    """Return what stands beside the sections, in the reader's language: one query, for the pages."""
    return [*_laws(sections, language, on), *_contacts(sections, language), *_page_blocks(language)]


def _laws(sections: Sequence[ReaderEdition], language: str, on: date) -> Iterator[Passage]:
    """Each law in force once, at the first section whose box has it."""
    first: dict[str, ReaderEdition] = {}
    for shown in sections:
        for law_id in shown.edition.laws:
            first.setdefault(law_id, shown)
    stamp = sections[0].edition.law_stamp if sections else None
    for law in laws_in_force(first, on=on, stamp=stamp, language=language):
        shown = first[law.id]
        yield Passage("law", f"{law.name}: {law.says}", f"{_address(shown)}#law", shown)


def _contacts(sections: Sequence[ReaderEdition], language: str) -> Iterator[Passage]:
    """Each contact of a handbook once, at the first section that shows it, or on the page of the handbook."""
    by_handbook: dict[int, list[ReaderEdition]] = {}
    for shown in sections:
        by_handbook.setdefault(shown.version.section.handbook_id, []).append(shown)
    for of_handbook in by_handbook.values():
        handbook = of_handbook[0].version.section.handbook
        texts: set[str] = set()
        for shown in of_handbook:
            for contact in handbook.contacts_in(language, shown.version.section.slug):
                if (text := _contact_text(contact)) not in texts:
                    texts.add(text)
                    yield Passage("contact", text, f"{_address(shown)}#contacts", shown)
        for contact in handbook.contacts_in(language):
            if (text := _contact_text(contact)) not in texts:
                address = reverse("handbook:contents", args=[handbook.slug])
                yield Passage("contact", text, f"{address}#contacts", of_handbook[0], is_of_handbook=True)


def _contact_text(contact: dict[str, tuple[str, str]]) -> str:
    about, who, how = (contact[part][0] for part in ("about", "who", "how"))
    ways = ". ".join(filter(None, (who, how)))
    return f"{about}: {ways}" if about else ways


def _page_blocks(language: str) -> Iterator[Passage]:
    for page in pages_in(language):
        address = reverse(f"handbook:{PAGES[page.page]}")
        for text in (page.title, *_blocks(page.html)):
            yield Passage("page", text, address, title=page.title)


@lru_cache(maxsize=20)
def _blocks(html: str) -> tuple[str, ...]:
    return tuple(filter(None, map(readable_text, _END_OF_BLOCK.split(html))))


def _address(shown: ReaderEdition) -> str:
    section = shown.version.section
    return reverse("handbook:section", args=[section.handbook.slug, section.slug])


def point_by_number(query: str, sections: Iterable[ReaderEdition]) -> list[tuple[ReaderEdition, ClauseText]]:
    """Return the points that a query names, such as «4.3» and «punkt 4.3», one of each handbook: at most one query."""
    if not (number := _NUMBER.fullmatch(query)):
        return []
    position, point = map(int, number.groups())
    by_edition = {shown.edition.pk: shown for shown in sections if shown.version.section.position == position}
    points = {clause.edition_id: clause for clause in ClauseText.objects.filter(edition__in=by_edition, number=point)}
    return [(shown, points[edition]) for edition, shown in by_edition.items() if edition in points]
