"""What stops a publication is said in the words of the cards, and leads to the card."""

import re
from html import unescape

import pytest
from django.urls import reverse

from handbook.models import Version
from handbook.versions.drafts import open_draft, save_draft
from tests.cast import MONDAY
from tests.support.backoffice import signed_in

ENTRY = re.compile(r'<li><a href="([^"]+)">(.*?)</a></li>')
CODES = re.compile(r"Linje|§|\[[ x]?\]|question-\d|roles-\d|«a»|\ba\)")
NEW_QUESTION = "\n## question-1\n\n- [ ] a)\n- [ ] b)\n"


@pytest.fixture
def draft(olav, roles) -> Version:
    return open_draft(section=roles, by=olav, at=MONDAY)


def stored(draft: Version, column: str, text: str) -> Version:
    texts = {column: text}
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)


def entries(olav, draft: Version) -> list[tuple[str, str]]:
    """The address and the words of each error on the page before publishing."""
    page = signed_in(olav).get(reverse("admin:handbook_version_review", args=[draft.pk])).content.decode()
    ((_before, errors),) = re.findall(r'id="errors-heading">([^<]*)</h2>(.*?)</div>', page, re.DOTALL)
    return [(unescape(address), unescape(re.sub("<[^>]+>", "", words))) for address, words in ENTRY.findall(errors)]


def test_a_new_question_that_is_empty_is_one_line_that_leads_to_its_card(olav, draft) -> None:
    stored(draft, "quiz_nb", draft.quiz_nb + NEW_QUESTION)
    count = draft.quiz_nb.count("## ") + 1
    ((address, words),) = entries(olav, draft)
    assert address == f"/admin/handbook/version/{draft.pk}/questions/?text=nb#id_legend-question-1"
    assert words.startswith(f"Norsk (bokmål), Spørsmål {count}: Ikke ferdig: ")
    card_page = signed_in(olav).get(address).content.decode()
    assert 'id="id_legend-question-1"' in card_page


def test_each_gap_of_a_question_that_is_begun_leads_to_its_field(olav, draft) -> None:
    begun = NEW_QUESTION.replace("- [ ] a)", "Hva gjør du?\n\n- [x] a) Spør", 1)
    stored(draft, "quiz_nb", draft.quiz_nb + begun)
    shown = entries(olav, draft)
    assert any(words.endswith(": Kryss av for punktene spørsmålet handler om.") for _address, words in shown)
    assert [words for _address, words in shown if CODES.search(words)] == []
    card_page = signed_in(olav).get(shown[0][0]).content.decode()
    assert [address for address, _words in shown if f'id="{address.partition("#")[2]}"' not in card_page] == []


def test_an_empty_point_and_title_are_said_without_codes_and_lead_to_their_fields(olav, draft) -> None:
    source = re.sub(r"(§ roles-2[^\n]*\n).*?(?=§ roles-3)", r"\1\n", draft.source_nb, flags=re.DOTALL)
    stored(stored(draft, "source_nb", source), "title_nb", "")
    shown = entries(olav, draft)
    page = f"/admin/handbook/version/{draft.pk}/edit/?text=nb"
    assert [address for address, _words in shown] == [f"{page}#id_title", f"{page}#card-roles-2"]
    assert shown[0][1] == "Norsk (bokmål), Tittel: Skriv en tittel."
    assert shown[1][1].endswith(": Skriv teksten, eller fjern punktet.")
    assert not CODES.search(shown[1][1])


def test_a_quiz_that_cards_cannot_show_leads_to_the_text_as_it_was_written(olav, draft) -> None:
    stored(draft, "quiz_nb", f"Noe før spørsmålene.\n\n{draft.quiz_nb}")
    ((address, words),) = entries(olav, draft)
    assert address == f"/admin/handbook/version/{draft.pk}/markdown/?text=nb#id_quiz"
    assert words.startswith("Norsk (bokmål), Spørsmål: Linje 1: ")
