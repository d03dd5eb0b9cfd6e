"""HR sees which questions a draft or a version changes, word by word, in each language; readers do not."""

from django.test import Client

from backoffice.texts.question_changes import FactChange, PartChange, QuestionChange, draft_quiz_changes
from handbook.models import Change, Kind, Section, Version
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from people.models import Employee
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.drafts import changed
from tests.support.publication import add_question, draft_with_question, edit_and_publish
from tests.support.queries import queries
from tests.support.sections import again
from tests.support.text import page_text

REWORDED = {"quiz_nb": ("Når er du tydelig?", "Når er du klar?")}


def changes_of(draft: Version) -> list[QuestionChange]:
    draft.section = again(draft.section)
    checked = check_version(draft)
    assert checked.blocking == ()
    changes = draft_quiz_changes(plan_publication(draft, checked), checked)
    assert not changes.is_reordered
    return list(changes.questions)


def review_page(client: Client, draft: Version):
    return client.get(f"/admin/handbook/version/{draft.pk}/review/")


def test_a_reworded_question_is_one_change_in_its_language(roles: Section, siri: Employee) -> None:
    assert changes_of(changed(roles, REWORDED, siri)) == [
        QuestionChange(
            "clear",
            Change.What.CHANGED,
            {"nb": [PartChange("question", "", *REWORDED["quiz_nb"])]},
            [],
            "Når er du klar?",
        )
    ]


def test_an_added_question_is_shown_whole_with_its_right_answer(roles: Section) -> None:
    (change,) = changes_of(draft_with_question(roles))
    assert (change.id, change.what) == ("added", Change.What.NEW)
    assert change.words == {
        "nb": [
            PartChange("question", "", "", "Hva er nytt?"),
            PartChange("answer", "a", "", "Ja"),
            PartChange("explanation", "a", "", "Derfor added a."),
            PartChange("answer", "b", "", "Nei"),
            PartChange("explanation", "b", "", "Derfor added b."),
            PartChange("answer", "c", "", "Kanskje"),
            PartChange("explanation", "c", "", "Derfor added c."),
        ]
    }
    assert change.facts == [
        FactChange("right", "", "", "a"),
        FactChange("choose", "", "", "1"),
        FactChange("audience", "", "", "alle"),
        FactChange("tests", "", "", "roles-1"),
        FactChange("misconception", "b", "", "M05"),
        FactChange("misconception", "c", "", "M05"),
    ]


def test_a_right_answer_that_moves_is_named_and_so_are_points_and_misconceptions(
    roles: Section, siri: Employee
) -> None:
    words = (
        "- [x] a) Si fra\n  > Fordi det er slik 1a.\n- [ ] b) Tie (M05)\n",
        "- [ ] a) Si fra (M05)\n  > Fordi det er slik 1a.\n- [x] b) Tie\n",
    )
    translated = {
        f"quiz_{code}": (f"- [x] a) {right}\n  > {why} 1a.\n- [ ] b)", f"- [ ] a) {right}\n  > {why} 1a.\n- [x] b)")
        for code, right, why in (("nn", "Sei frå", "Fordi det er slik"), ("en", "Speak up", "Because it is so"))
    }
    draft = changed(roles, {"quiz_nb": words} | translated, siri)
    assert changes_of(draft) == [
        QuestionChange(
            "board",
            Change.What.CHANGED,
            {},
            [
                FactChange("right", "", "a", "b"),
                FactChange("misconception", "a", "", "M05"),
                FactChange("misconception", "b", "M05", ""),
            ],
            "Hva gjør du med vervet?",
        )
    ]


def test_a_change_of_a_translation_alone_is_shown_in_that_language(roles: Section, siri: Employee) -> None:
    words = ("> Fordi det er slik 3c.", "> Fordi det er sånn 3c.")
    (change,) = changes_of(changed(roles, {"quiz_nn": words}, siri))
    assert change.words == {"nn": [PartChange("explanation", "c", "Fordi det er slik 3c.", "Fordi det er sånn 3c.")]}


def test_the_review_page_shows_it_with_marks_and_says_whom_it_asks(
    roles: Section, siri: Employee, olav: Employee
) -> None:
    page = review_page(signed_in(olav), changed(roles, REWORDED, siri))
    words = page_text(page)
    assert "Spørsmål: 1 endret." in words
    assert words.index("Spørsmål: 1 endret.") < words.index("Endrede spørsmål") < words.index("Kort om det nye")
    assert "Ingen må bekrefte på nytt fordi et spørsmål er endret." in words
    assert '<del><span class="visually-hidden" lang="nb">Fjernet: </span>tydelig</del>' in page.content.decode()
    assert '<ins><span class="visually-hidden" lang="nb">Nytt: </span>klar</ins>' in page.content.decode()


def test_a_draft_that_changes_no_question_says_nothing_of_questions(roles: Section, siri: Employee) -> None:
    page = review_page(signed_in(siri), changed(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, siri))
    assert "Endrede spørsmål" not in page_text(page)


def test_the_page_of_the_published_version_shows_it_to_hr_and_the_readers_page_does_not(
    roles: Section, siri: Employee
) -> None:
    version = add_question(roles)
    hr = page_text(signed_in(siri).get(f"/admin/handbook/version/{version.pk}/changes/"))
    assert "Spørsmål 4 · ny" in hr
    assert "Derfor added a." in hr
    for page in ("", "changes/2/", "versions/2/"):
        assert "Derfor added a." not in page_text(signed_in(siri).get(f"/handbooks/small/roles/{page}"))


def test_a_question_that_is_removed_is_shown_as_removed(roles: Section, siri: Employee) -> None:
    version = add_question(roles)
    added = version.quiz_nb.partition("\n## added")[2]
    version = edit_and_publish(
        again(roles), {"quiz_nb": (f"\n## added{added}", "")}, kinds=Kind.CORRECTION, by=None, at=MONDAY
    )
    assert "Hva er nytt? · fjernet" in page_text(signed_in(siri).get(f"/admin/handbook/version/{version.pk}/changes/"))


def test_the_page_asks_the_database_as_much_for_one_question_as_for_three(roles: Section, siri: Employee) -> None:
    client, counts = signed_in(siri), []
    for number in range(3):
        draft = draft_with_question(roles, id_=f"added-{number}")
        with queries() as asked:
            review_page(client, draft)
        counts.append(len(asked))
    assert counts[1] == counts[2] <= counts[0]  # the first one reads what is kept in the process


def test_the_editor_says_on_top_that_all_questions_are_gone_and_shows_no_figures_of_them(
    roles: Section, siri: Employee
) -> None:
    client, draft = signed_in(siri), open_draft(section=roles, by=siri, at=MONDAY)
    addresses = [f"/admin/handbook/version/{draft.pk}/{page}/" for page in ("edit", "markdown")]
    figures = "Svar på spørsmålene i versjon 1"
    assert [figures in page_text(client.get(address)) for address in addresses] == [True, True]
    without = {f"quiz_{code}": "" for code in ("nb", "nn", "en")}
    save_draft(draft=draft, texts=without, revision=1, by=siri, at=MONDAY)
    for address in (f"{address}?text={language}" for address in addresses for language in ("nb", "nn")):
        words = page_text(client.get(address))
        assert words.index("Alle spørsmålene er fjernet.") < words.index("Forhåndsvisning")
        assert figures not in words
    assert "Ingen ord i teksten er endret på dette språket. De endrede spørsmålene står nedenfor." in words
