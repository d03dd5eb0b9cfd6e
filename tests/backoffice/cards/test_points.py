"""HR writes a section as cards, without a mark, with the form that works without script."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from backoffice.cards.point_form import MOST_CARDS
from backoffice.cards.translated_points import current_points
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind, Section, Version
from handbook.versions.clause_id_prompts import open_id_questions
from markup.section.clause_markers import is_marker
from records.models import Event
from tests.cast import MONDAY
from tests.support.backoffice import fields_of, open_editor, signed_in, type_over
from tests.support.cards import Form, address, form_of, open_cards, press

LANGUAGES = ["nb", "nn", "en"]


SHIPPED = Path(__file__).parents[3] / "content" / "social-media"


@pytest.fixture
def shipped(db) -> Handbook:
    """The handbook that ships, published."""
    import_folder(folder=SHIPPED, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=MONDAY)
    return Handbook.objects.get(slug="social-media")


@pytest.fixture
def hr(siri) -> Client:
    return signed_in(siri)


@pytest.fixture
def draft(hr, roles) -> Version:
    return open_editor(hr, roles)


def source(draft: Version, language: str = "nb") -> str:
    return Version.objects.get(pk=draft.pk).text("source", language)


def ids(draft: Version) -> list[str]:
    return re.findall(r"^§ (\S+)", source(draft), re.MULTILINE)


def key_of(form: Form, words: str) -> str:
    """The key of the card that has these words."""
    return next(
        name.removeprefix("text-") for name, values in form.items() if name[:5] == "text-" and words in values[0]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_text_that_is_saved_untouched_keeps_its_bytes(hr, shipped, language) -> None:
    """Criterion 1 of the editor, without script."""
    for section in Section.objects.filter(handbook=shipped):
        draft = open_editor(hr, section)
        before = source(draft, language)
        assert press(hr, draft, open_cards(hr, draft, language), language=language).status_code == 302
        saved = Version.objects.get(pk=draft.pk)
        assert (saved.text("source", language), saved.revision) == (before, draft.revision)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_cards_has_a_line_of_marks(hr, shipped, language) -> None:
    """Criterion 2: nothing that a § line is, and no origin, law or id as its words."""
    for section in Section.objects.filter(handbook=shipped):
        page = hr.get(address(open_editor(hr, section), language)).content.decode()
        shown = unescape(re.sub(r"<[^>]*>", "\n", re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)))
        assert [line for line in shown.split("\n") if is_marker(line.strip())] == []
        assert re.findall(rf"\b{section.slug}-(?:[0-9]+|case)\b", shown) == []


@pytest.mark.parametrize("slug", sorted(path.parent.name for path in SHIPPED.glob("*/nb.md")))
def test_a_letter_in_a_card_changes_that_point_alone(hr, shipped, slug) -> None:
    """Criterion 7, for each point of the ten sections."""
    draft = open_editor(hr, Section.objects.get(handbook=shipped, slug=slug))
    untouched = source(draft).split("\n§ ")
    for index, key in enumerate(ids(draft)):
        form = open_cards(hr, draft)
        typed = form[f"text-{key}"][0]
        press(hr, draft, {**form, f"text-{key}": [typed[:3] + "x" + typed[3:]]})
        now = source(draft).split("\n§ ")
        assert [at for at, part in enumerate(now) if part != untouched[at]] == [index]
        press(hr, draft, {**open_cards(hr, draft), f"text-{key}": [typed]})
    assert source(draft).split("\n§ ") == untouched


def test_a_new_point_stands_below_and_gets_the_next_id(hr, draft) -> None:
    form = open_cards(hr, draft)
    added = press(hr, draft, form, "add:roles-1")
    new = added["Location"].rpartition("#card-")[2]
    assert re.fullmatch(r"roles-\d+", new)
    assert new not in form["card"]
    form = open_cards(hr, draft)
    assert form["card"][form["card"].index("roles-1") + 1] == new
    press(hr, draft, {**form, f"text-{new}": ["Si fra tidlig."]})
    assert f"§ {new} (guideline)\nSi fra tidlig.\n" in source(draft)


def test_a_new_point_that_stays_empty_is_gone_when_the_draft_is_saved(hr, draft) -> None:
    before = ids(draft)
    press(hr, draft, open_cards(hr, draft), "add:roles-1")
    assert len(ids(draft)) == len(before) + 1
    press(hr, draft, open_cards(hr, draft))
    assert ids(draft) == before


def test_points_move_with_their_ids(hr, draft) -> None:
    before = ids(draft)
    at = before.index("roles-3")
    moved = press(hr, draft, open_cards(hr, draft), "up:roles-3")
    assert moved["Location"].endswith("#card-roles-3")
    assert ids(draft) == [*before[: at - 1], "roles-3", before[at - 1], *before[at + 1 :]]
    press(hr, draft, open_cards(hr, draft), "down:roles-3")
    assert ids(draft) == before


def test_an_empty_line_parts_a_point_and_the_half_with_more_of_the_old_words_keeps_the_id(hr, draft) -> None:
    form = open_cards(hr, draft)
    old = form["text-roles-1"][0]
    press(hr, draft, {**form, "text-roles-1": [f"Nytt først.\n\n{old}"]})
    now = ids(draft)
    new = now[now.index("roles-1") - 1]
    assert f"§ {new} (guideline)\nNytt først.\n\n§ roles-1" in source(draft)
    assert open_id_questions(Version.objects.get(pk=draft.pk), "nb")[0] == []


def test_several_paragraphs_become_several_points(hr, draft) -> None:
    key = press(hr, draft, open_cards(hr, draft), "add:")["Location"].rpartition("#card-")[2]
    form = open_cards(hr, draft)
    press(hr, draft, {**form, f"text-{key}": ["Første avsnitt.\n\nAndre avsnitt.\n\nDette gjelder:\n\n- ett\n- to"]})
    assert source(draft).endswith(
        "(guideline)\nAndre avsnitt.\n\n§ roles-{} (guideline)\nDette gjelder:\n\n- ett\n- to\n".format(
            ids(draft)[-1].rpartition("-")[2]
        )
    )


def test_a_point_joins_the_one_above_whose_id_stays(hr, draft) -> None:
    form = open_cards(hr, draft)
    at = form["card"].index("roles-2")
    above = form["card"][at - 1]
    words = form[f"text-{above}"][0], form["text-roles-2"][0]
    press(hr, draft, form, "join:roles-2")
    assert "roles-2" not in ids(draft)
    assert "\n".join(words) in source(draft)
    assert open_id_questions(Version.objects.get(pk=draft.pk), "nb")[0] == []


def test_a_point_is_removed(hr, draft) -> None:
    before = ids(draft)
    press(hr, draft, open_cards(hr, draft), "remove:roles-2")
    assert ids(draft) == [id_ for id_ in before if id_ != "roles-2"]


def test_kind_audience_and_laws_are_chosen_not_typed(hr, draft) -> None:
    form = open_cards(hr, draft)
    chosen = {"kind-roles-1": ["law"], "leaders-roles-1": ["on"], "law-roles-1": ["L6", "L17"]}
    press(hr, draft, {**form, **chosen})
    assert "§ roles-1 (law, leaders, L6, L17)\n" in source(draft)


def test_an_example_names_its_points_by_tick_and_keeps_those_of_other_sections(hr, draft) -> None:
    form = open_cards(hr, draft)
    example = next(key for key in form["card"] if form[f"kind-{key}"] == ["example"])
    marker = next(line for line in source(draft).split("\n") if line.startswith(f"§ {example} "))
    press(hr, draft, {**form, f"about-{example}": [*form[f"about-{example}"], "roles-1"]})
    now = next(line for line in source(draft).split("\n") if line.startswith(f"§ {example} "))
    assert {*re.findall(r"[\w-]+", now)} == {*re.findall(r"[\w-]+", marker), "roles-1"}


def test_a_heading_above_a_point_is_part_of_it(hr, draft) -> None:
    form = open_cards(hr, draft)
    press(hr, draft, {**form, "heading-roles-1": ["Verv"]})
    assert f"\n## Verv\n\n{form['text-roles-1'][0]}\n" in source(draft)
    assert open_cards(hr, draft)["heading-roles-1"] == ["Verv"]


@pytest.mark.parametrize("typed", ["§ roles-9 (law)", "# Tittel", "> sitat", "## Under", "---", "\\§ tegn"])
def test_what_looks_like_a_mark_is_text(hr, draft, typed) -> None:
    form = open_cards(hr, draft)
    count = len(ids(draft))
    press(hr, draft, {**form, "text-roles-1": [typed]})
    assert len(ids(draft)) == count
    assert open_cards(hr, draft)["text-roles-1"] == [typed]


def test_enter_in_the_title_saves(hr, draft) -> None:
    page = hr.get(address(draft)).content.decode()
    first = re.search(r'<button[^>]*name="action"[^>]*>', page[page.index('id="draft"') :])
    assert first
    assert 'value="save"' in first[0]


def test_an_error_stands_at_its_point_without_line_or_id(hr, draft) -> None:
    form = open_cards(hr, draft)
    press(hr, draft, {**form, "text-roles-1": ["Et **verv kan komme i konflikt."]})
    page = hr.get(address(draft)).content.decode()
    card = page[page.index('id="card-roles-1"') :].split("</fieldset>")[0]
    shown = re.findall(r'<ul class="errorlist" id="error-roles-1"><li>(.*?)</li>', card)
    assert len(shown) == 1
    assert "Linje" not in shown[0]
    assert "roles-" not in shown[0]


def test_a_section_with_160_points_is_saved_and_grows_no_further(hr, draft) -> None:
    """Criterion 11: a sentence, never a bare 400, and the words are kept."""
    press(hr, draft, open_cards(hr, draft), "add:")
    form = open_cards(hr, draft)
    key = form["card"][-1]
    many = "\n\n".join(f"Avsnitt nummer {number} i kapittelet." for number in range(160 - len(form["card"]) + 1))
    assert press(hr, draft, {**form, f"text-{key}": [many]}).status_code == 302
    form = open_cards(hr, draft)
    assert len(form["card"]) == 160
    assert press(hr, draft, {**form, f"text-{form['card'][-1]}": ["Det siste."]}).status_code == 302
    form = open_cards(hr, draft)
    refused = press(hr, draft, {**form, f"text-{form['card'][-1]}": ["Det siste.\n\nEtt for mye."]})
    assert refused.status_code == 422
    assert "Et kapittel kan ha 160 punkter" in refused.content.decode()
    assert "Ett for mye." in refused.content.decode()
    assert len(ids(draft)) == 160


def test_somebody_else_saved_first(hr, draft, olav) -> None:
    form = open_cards(hr, draft)
    theirs = open_cards(signed_in(olav), draft)
    press(signed_in(olav), draft, {**theirs, "text-roles-1": ["Olavs ord om verv."]})
    refused = press(hr, draft, {**form, "text-roles-2": ["Siris ord om roller."]})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Olavs ord" in source(draft)
    assert "Siris ord" not in source(draft)
    again = form_of(page)
    assert (again["text-roles-2"], again["text-roles-1"]) == (["Siris ord om roller."], form["text-roles-1"])
    assert press(hr, draft, again, "mine").status_code == 302
    assert "Siris ord" in source(draft)
    assert "Olavs ord" not in source(draft)


def test_the_draft_was_deleted_meanwhile_and_the_words_go_to_a_new_one(hr, draft) -> None:
    form = open_cards(hr, draft)
    Version.objects.get(pk=draft.pk).delete()
    gone = press(hr, draft, {**form, "text-roles-1": ["Siris ord."]})
    assert gone.status_code == 409
    assert "Siris ord." in gone.content.decode()
    carried = press(hr, draft, {**form, "text-roles-1": ["Siris ord."]}, "new-draft")
    new = Version.objects.drafts().get(section=draft.section)
    assert carried.status_code == 409
    assert press(hr, new, form_of(carried.content.decode()), "mine").status_code == 302
    assert "Siris ord." in source(new)


def test_a_text_with_marks_that_cannot_be_read_is_shown_raw(hr, draft) -> None:
    Version.objects.filter(pk=draft.pk).update(source_nb=f"{source(draft)}\n§ roles-3 (lov)\nTo ganger.\n")
    shown = hr.get(address(draft), follow=True)
    assert shown.redirect_chain[-1][0].split("?")[0].endswith("/markdown/")
    assert "kortene ikke kan vise" in shown.content.decode()


def test_two_writers_of_one_draft_lose_nothing_until_one_has_chosen(hr, olav, draft) -> None:
    other, opened = signed_in(olav), open_cards(hr, draft)
    press(other, draft, {**open_cards(other, draft), "text-roles-1": ["Olavs ord."]})
    conflict = press(hr, draft, {**opened, "text-roles-2": ["Siris ord."]})
    assert conflict.status_code == 409
    assert 'name="action" value="mine"' in conflict.content.decode()
    form = form_of(conflict.content.decode())
    for action in ("add:roles-1", "save", "review"):
        again = press(hr, draft, form, action)
        assert (again.status_code, "Olavs ord." in source(draft)) == (409, True)
    assert "Siris ord." in again.content.decode()
    press(hr, draft, form, "mine")
    assert ("Siris ord." in source(draft), "Olavs ord." in source(draft)) == (True, False)


def test_opening_a_draft_stores_nothing(hr, draft) -> None:
    saved = Version.objects.get(pk=draft.pk).saved_at
    hr.get(address(draft))
    assert Version.objects.get(pk=draft.pk).saved_at == saved


def test_the_preview_shows_the_cards_as_typed(hr, draft) -> None:
    form = open_cards(hr, draft)
    preview = hr.post(address(draft, page="preview"), {**form, "text-roles-1": ["Skrevet akkurat nå."]})
    assert "Skrevet akkurat nå." in preview.content.decode()
    assert "akkurat nå" not in source(draft)


class TestTextFromTheRawPage:
    """What was typed with its marks is not written anew by cards that nobody touched."""

    UNMARKED = {
        "a point without an origin": [("§ roles-1 (guideline)", "§ roles-1")],
        "a block that may be a new point": [
            ("§ roles-2 (guideline)\nDu bør være tydelig på hvem du snakker for.", "Si hvem du er, så vet folk det.")
        ],
        "two blocks that may be new points": [
            (
                "§ roles-3 (guideline, leaders)\nDet ledere sier, blir alltid koblet til jobben.",
                "Ledere blir lest av alle.",
            ),
            ("§ roles-4 (law, L6, L7)\nDu må vurdere om du er habil.", "Spør deg selv hvem som tjener på det."),
        ],
    }

    @pytest.mark.parametrize("replacements", UNMARKED.values(), ids=UNMARKED)
    def test_it_stays_as_it_was_typed(self, hr, draft, replacements) -> None:
        text = source(draft)
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        # An unclosed bold type is an error, with which a text is stored as it was typed.
        text = text.replace("habil.", "**habil.").replace("tjener på det.", "**tjener på det.")
        form = fields_of(hr.get(address(draft, page="markdown")).content.decode())
        hr.post(address(draft, page="markdown"), {**form, "source": text, "action": "save"})
        typed = Version.objects.get(pk=draft.pk)
        assert typed.text("source", "nb") == text
        untouched = {name: values for name, values in open_cards(hr, draft).items() if not name.startswith("block-")}
        press(hr, draft, untouched)
        saved = Version.objects.get(pk=draft.pk)
        assert (saved.text("source", "nb"), saved.revision) == (text, typed.revision)

    def test_the_answer_which_point_a_block_is_is_written_and_no_more(self, hr, draft) -> None:
        before = source(draft)
        type_over(hr, draft, {"source": ("§ roles-1 (guideline)\n", "")})
        form = open_cards(hr, draft)
        assert [values for name, values in form.items() if name.startswith("block-")] == [["roles-1"]]
        press(hr, draft, form)
        assert source(draft) == before

    def test_no_block_without_an_id_is_lost_beside_a_point_that_is_changed(self, hr, draft) -> None:
        type_over(hr, draft, {"source": ("§ roles-3 (guideline, leaders)\n", "")})
        type_over(hr, draft, {"source": ("§ roles-4 (law, L6, L7)\n", "")})
        form = open_cards(hr, draft)
        assert len(form["card"]) == len({*form["card"]}) == 6
        press(hr, draft, {**form, "text-roles-2": ["Si hvem du snakker for."]})
        assert "Det ledere sier, blir alltid koblet til jobben." in source(draft)
        assert "Du må vurdere om du er habil." in source(draft)
        assert ids(draft) == ["roles-speaker", "roles-1", "roles-2", "roles-3", "roles-4", "roles-case-pitch"]


class TestTranslation:
    def test_a_point_typed_beside_the_source_counts_as_made_from_it(self, hr, draft) -> None:
        key = press(hr, draft, open_cards(hr, draft), "add:roles-1")["Location"].rpartition("#card-")[2]
        press(hr, draft, {**open_cards(hr, draft), f"text-{key}": ["Si fra tidlig."]})
        form = open_cards(hr, draft, "nn")
        assert form[f"text-{key}"] == [""]
        press(hr, draft, {**form, f"text-{key}": ["Sei frå tidleg."]}, language="nn")
        saved = Version.objects.get(pk=draft.pk)
        assert "Sei frå tidleg." in saved.text("source", "nn")
        assert "ikke oversatt" not in hr.get(address(draft, "nn")).content.decode()

    def test_an_outdated_point_stands_first_with_old_and_new_until_somebody_says_that_it_matches(
        self, hr, draft
    ) -> None:
        form = open_cards(hr, draft)
        press(hr, draft, {**form, "text-roles-3": [f"{form['text-roles-3'][0]} Alltid."]})
        page = hr.get(address(draft, "nn")).content.decode()
        form = form_of(page)
        assert form["card"][0] == "roles-3"
        assert "1 punkt er utdatert og står først." in page
        assert "<ins>" in page
        press(hr, draft, {**form, "matches": ["roles-3"]}, language="nn")
        assert "utdatert" not in hr.get(address(draft, "nn")).content.decode()

    def test_a_translation_that_is_saved_bit_by_bit_matches_in_the_end(self, hr, draft) -> None:
        nothing = dict.fromkeys(("title_nn", "message_nn", "source_nn", "made_from_nn"), "")
        Version.objects.filter(pk=draft.pk).update(**nothing)
        words = {
            "title": "Rollene dine",
            "message": "Ver tydeleg.",
            **{f"text-{id_}": f"Om {id_}." for id_ in ids(draft)},
        }
        for field, text in words.items():
            press(hr, draft, {**open_cards(hr, draft, "nn"), field: [text]}, "autosave", "nn")
            assert "utdatert" not in hr.get(address(draft, "nn")).content.decode()
        saved = Version.objects.select_related("section__handbook").get(pk=draft.pk)
        assert current_points(saved, "nn") == {"title", "message", *ids(draft)}

    def test_a_title_typed_beside_an_outdated_point_matches_and_the_point_does_not(self, hr, draft) -> None:
        form = open_cards(hr, draft)
        press(hr, draft, {**form, "text-roles-3": [f"{form['text-roles-3'][0]} Alltid."]})
        Version.objects.filter(pk=draft.pk).update(title_nn="", message_nn="")
        head = {"title": ["Rollene dine"], "message": ["Ver tydeleg."]}
        press(hr, draft, {**open_cards(hr, draft, "nn"), **head}, language="nn")
        saved = Version.objects.select_related("section__handbook").get(pk=draft.pk)
        assert {"title", "message", *ids(draft)} - current_points(saved, "nn") == {"roles-3"}

    def test_a_translation_adds_no_points(self, hr, draft) -> None:
        form = open_cards(hr, draft, "nn")
        before = source(draft, "nn").count("\n§ ")
        press(hr, draft, {**form, "card": [*form["card"], "n1"], "text-n1": ["Nytt."]}, language="nn")
        assert source(draft, "nn").count("\n§ ") == before
        assert "Nytt." not in source(draft, "nn")


def test_the_cards_are_for_those_who_may_edit(amina, kari, draft) -> None:
    assert [signed_in(person).get(address(draft)).status_code for person in (amina, kari)] == [403, 403]


@pytest.mark.parametrize("action", ["up:", "down:x", "join:roles-99", "remove:", "nonsense:roles-1"])
def test_a_button_about_no_card_saves_and_does_nothing_else(hr, draft, action) -> None:
    before = source(draft)
    assert press(hr, draft, open_cards(hr, draft), action).status_code == 302
    assert source(draft) == before


def test_a_text_without_points_can_be_saved_and_grow(hr, draft) -> None:
    form = {name: values for name, values in open_cards(hr, draft).items() if name != "card"}
    assert press(hr, draft, form, "join:roles-1").status_code == 302
    assert ids(draft) == []
    added = press(hr, draft, open_cards(hr, draft), "add:")
    assert [f"card-{id_}" for id_ in ids(draft)] == [added["Location"].rpartition("#")[2]]


class TestSavedByItself:
    def test_the_answer_has_the_revision_and_the_ids_of_new_points(self, hr, draft) -> None:
        form = open_cards(hr, draft)
        form = {**form, "card": [*form["card"], "n1", "n2"], "text-n1": ["Skrevet nå."], "text-n2": [""]}
        answer = press(hr, draft, form, "autosave")
        saved = Version.objects.get(pk=draft.pk)
        assert (answer.status_code, answer.json()["revision"]) == (200, saved.revision)
        assert answer.json()["ids"] == {"n1": ids(draft)[-1]}
        assert "Skrevet nå." in source(draft)

    def test_all_of_a_sitting_is_one_event(self, hr, draft) -> None:
        for words in ("Ett.", "To.", "Tre."):
            press(hr, draft, {**open_cards(hr, draft), "text-roles-1": [words]}, "autosave")
        assert Event.objects.filter(what="draft saved", subject_key=str(draft.pk)).count() == 1
        press(hr, draft, {**open_cards(hr, draft), "text-roles-1": ["Fire."]})
        assert Event.objects.filter(what="draft saved", subject_key=str(draft.pk)).count() == 2
        assert [author.number for author in Version.objects.get(pk=draft.pk).authors.all()] == ["1003"]

    def test_a_draft_in_review_is_not_saved_by_itself(self, hr, draft) -> None:
        press(hr, draft, {**open_cards(hr, draft), "text-roles-1": ["Til gjennomgang."]})
        form = open_cards(hr, draft)
        Version.objects.filter(pk=draft.pk).update(stage="in_review")
        answer = press(hr, draft, {**form, "text-roles-1": ["Senere ord."]}, "autosave")
        assert answer.status_code == 409
        assert "til gjennomgang" in answer.json()["message"]
        assert "Senere ord." not in source(draft)

    def test_a_draft_that_is_gone_is_said(self, hr, draft) -> None:
        form = open_cards(hr, draft)
        Version.objects.get(pk=draft.pk).delete()
        assert press(hr, draft, form, "autosave").status_code == 409

    def test_a_point_of_several_paragraphs_waits_for_the_button(self, hr, draft) -> None:
        before, form = source(draft), {**open_cards(hr, draft), "text-roles-1": ["Ett.\r\n\r\nTo."]}
        answer = press(hr, draft, form, "autosave")
        assert (answer.status_code, source(draft)) == (202, before)
        assert answer.json()["message"].startswith("Et punkt har flere avsnitt.")
        press(hr, draft, form)
        assert "Ett." in source(draft)

    def test_it_lets_no_section_grow_beyond_the_bound(self, hr, draft) -> None:
        form = open_cards(hr, draft)
        new = [f"n{at}" for at in range(MOST_CARDS)]
        form |= {"card": [*form["card"], *new], **{f"text-{key}": ["Nytt."] for key in new}}
        before = source(draft)
        answer = press(hr, draft, form, "autosave")
        assert (answer.status_code, source(draft)) == (409, before)
        assert "kan ha 160 punkter" in answer.json()["message"]

    def test_a_tick_that_a_translation_matches_waits_for_the_button(self, hr, draft) -> None:
        form = open_cards(hr, draft)
        press(hr, draft, {**form, "text-roles-3": [f"{form['text-roles-3'][0]} Alltid."]})
        form = {**open_cards(hr, draft, "nn"), "matches": ["roles-3"]}
        press(hr, draft, form, "autosave", "nn")
        assert "1 punkt er utdatert" in hr.get(address(draft, "nn")).content.decode()
        press(hr, draft, form, language="nn")
        assert "utdatert" not in hr.get(address(draft, "nn")).content.decode()

    def test_which_point_a_text_is_waits_for_the_button(self, hr, draft) -> None:
        form = open_cards(hr, draft)
        first, second = form["text-roles-1"], form["text-roles-2"]
        press(hr, draft, {**form, "text-roles-1": second, "text-roles-2": first})
        form = open_cards(hr, draft)
        questions = hr.get(address(draft)).context["open_ids"]
        assert questions
        chosen = {question.field: [question.chosen] for question in questions}
        press(hr, draft, {**form, **chosen, "message": ["Et annet budskap."]}, "autosave")
        assert len(hr.get(address(draft)).context["open_ids"]) == len(questions)

    def test_the_answer_says_anew_what_is_wrong_and_what_a_translation_lacks(self, hr, draft) -> None:
        faulty = press(
            hr, draft, {**open_cards(hr, draft), "text-roles-1": ["Et **verv."], "message": [""]}, "autosave"
        )
        assert len(faulty.json()["errors"]["roles-1"]) == 1
        assert faulty.json()["head"]["message"] == ["Skriv et hovedbudskap."]
        mended = press(
            hr, draft, {**open_cards(hr, draft), "text-roles-1": ["Et verv."], "message": ["Ja."]}, "autosave"
        )
        assert (mended.json()["errors"]["roles-1"], mended.json()["head"]["message"]) == ([], [])
        behind = press(hr, draft, open_cards(hr, draft, "nn"), "autosave", "nn")
        assert "utdatert" in behind.json()["legends"]["roles-1"]
        assert "1 punkt er utdatert" in behind.json()["states"]


def test_a_section_whose_address_begins_with_a_digit_gets_points_too(hr, roles) -> None:
    Section.objects.filter(pk=roles.pk).update(slug="2026-plan")
    draft = open_editor(hr, roles)
    new = press(hr, draft, open_cards(hr, draft), "add:")["Location"].rpartition("#card-")[2]
    press(hr, draft, {**open_cards(hr, draft), f"text-{new}": ["Nytt."]})
    assert source(draft).endswith("\n§ section-2026-plan-1 (guideline)\nNytt.\n")
