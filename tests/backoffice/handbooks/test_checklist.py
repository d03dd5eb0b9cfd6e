"""A checklist leads a new handbook to its first publication."""

import re

import pytest
from django.test import Client

from courses.models import Requirement
from handbook.models import Handbook, Version
from handbook.translations.offered import offer_languages
from handbook.versions.drafts import discard_draft, save_draft
from handbook.versions.workflow import approve, ask_for_review, send_back
from tests.cast import MONDAY, TODAY
from tests.support.backoffice import signed_in
from tests.support.drafts import ask_for
from tests.support.queries import queries
from tests.support.text import page_text

QUIZ = """## gift

§ gaver-1

Hva gjør du?

- [x] a) Sier fra
  > Da vet lederen det.
- [ ] b) Tier
  > Da vet ingen det.
"""


@pytest.fixture
def client(olav) -> Client:
    return signed_in(olav)


@pytest.fixture
def ethics(client) -> Handbook:
    """A new handbook with two chapters that are not written yet, as the forms make it."""
    client.post(
        "/admin/handbook/handbook/add/", {"title": "Etiske regler", "source_language": "nb", "languages": ["nn"]}
    )
    handbook = Handbook.objects.get(slug="etiske-regler")
    for title in ("Gaver", "Verv"):
        client.post(page_of(handbook), {"part": "new-section", "title": title})
    return handbook


def page_of(handbook: Handbook) -> str:
    return f"/admin/handbook/handbook/{handbook.pk}/change/"


def draft_of(slug: str) -> Version:
    return Version.objects.select_related("section__handbook").get(section__slug=slug)


def write(slug: str, language: str = "nb", by=None) -> Version:
    draft = draft_of(slug)
    texts = {
        f"title_{language}": slug.capitalize(),
        f"message_{language}": "Kort.",
        f"source_{language}": f"§ {slug}-1\nSi fra.\n",
    }
    return save_draft(draft=draft, texts=texts, revision=draft.revision, by=by, at=MONDAY)


def steps(client: Client, handbook: Handbook):
    return client.get(page_of(handbook)).context["checklist"].steps


def step_of(client: Client, handbook: Handbook, label: str):
    return next(step for step in steps(client, handbook) if step.label == label)


def test_each_step_leads_to_where_it_is_done(client, ethics) -> None:
    gifts, posts = draft_of("gaver"), draft_of("verv")
    assert [(step.label, step.address, step.is_done) for step in steps(client, ethics)] == [
        ("Tekst", f"/admin/handbook/version/{gifts.pk}/edit/", False),
        ("Spørsmål", f"/admin/handbook/version/{gifts.pk}/questions/", False),
        ("Språk", "?part=languages#languages", True),
        ("Oversettelse: nynorsk", f"/admin/handbook/version/{gifts.pk}/edit/?text=nn", False),
        ("Hvem som kan lese håndboka", "?part=readers#readers", True),
        ("Hvem som må fullføre den", "#requirements", False),
        ("Før en versjon publiseres", "?part=approvals#approvals", True),
        ("Juridisk gjennomgang", "?part=approvals#approvals", False),
    ]
    write("gaver")
    write("gaver", "nn")
    text = step_of(client, ethics, "Tekst")
    assert (text.state, text.address) == (
        "1 av 2 kapitler er skrevet, uten feil.",
        f"/admin/handbook/version/{posts.pk}/edit/",
    )
    translation = step_of(client, ethics, "Oversettelse: nynorsk")
    assert (translation.state, translation.address) == (
        "1 av 2 kapitler er oversatt.",
        f"/admin/handbook/version/{posts.pk}/edit/?text=nn",
    )


def test_publishing_is_offered_when_only_what_can_wait_is_left(client, siri, ethics) -> None:
    publish = f'href="/admin/handbook/handbook/{ethics.pk}/publish/"'
    write("gaver")
    assert publish not in client.get(page_of(ethics)).content.decode()
    write("verv")
    page = client.get(page_of(ethics))
    assert publish in page.content.decode()
    text = page_text(page)
    assert "2 kapitler er skrevet, uten feil." in text
    assert "2 kapitler har ingen. Da er de fullført når de er bekreftet." in text
    for_an_editor = signed_in(siri).get(page_of(ethics))
    assert publish not in for_an_editor.content.decode()
    assert "Resten gjør noen som kan publisere." in page_text(for_an_editor)


def test_a_chapter_with_questions_is_counted_as_one(client, ethics) -> None:
    draft = write("gaver")
    save_draft(draft=draft, texts={"quiz_nb": QUIZ}, revision=draft.revision, by=None, at=MONDAY)
    step = step_of(client, ethics, "Spørsmål")
    assert step.state == "1 kapittel har ingen. Da er det fullført når det er bekreftet."
    assert step.address == f"/admin/handbook/version/{draft_of('verv').pk}/questions/"
    assert step_of(client, ethics, "Tekst").state == "1 av 2 kapitler er skrevet, uten feil."


def test_a_fault_in_the_questions_or_in_a_translation_leads_there(client, ethics) -> None:
    write("verv")
    draft = write("gaver")
    address = f"/admin/handbook/version/{draft.pk}"
    draft = save_draft(draft=draft, texts={"quiz_nb": "Tull"}, revision=draft.revision, by=None, at=MONDAY)
    assert step_of(client, ethics, "Tekst").address == f"{address}/questions/"
    texts = {"quiz_nb": "", "title_nn": "Gåver", "source_nn": ""}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)
    assert step_of(client, ethics, "Tekst").address == f"{address}/edit/?text=nn"


def test_a_handbook_without_chapters_is_not_ready(client) -> None:
    client.post("/admin/handbook/handbook/add/", {"title": "Tom", "source_language": "nb"})
    checklist = client.get(page_of(Handbook.objects.get(slug="tom"))).context["checklist"]
    assert (checklist.is_complete, checklist.steps[0].state) == (False, "Håndboka har ingen kapitler ennå.")


def test_a_handbook_whose_drafts_are_deleted_does_not_pass_for_one_without_chapters(client, olav, ethics) -> None:
    for slug in ("gaver", "verv"):
        draft = draft_of(slug)
        discard_draft(draft=draft, revision=draft.revision, by=olav, at=MONDAY)
    checklist = client.get(page_of(ethics)).context["checklist"]
    assert (checklist.is_complete, checklist.steps[0].state) == (
        False,
        "Ingen kapitler venter på å bli publisert for første gang.",
    )


def test_a_requirement_ticks_who_must_complete_it(siri, ethics) -> None:
    client = signed_in(siri)
    assert step_of(client, ethics, "Hvem som må fullføre den").address == (
        f"/admin/courses/requirement/add/?handbook={ethics.pk}"
    )
    Requirement.objects.create(handbook=ethics, from_day=TODAY, newcomer_days=20)
    step = step_of(client, ethics, "Hvem som må fullføre den")
    assert (step.state, step.address, step.is_done) == ("Alle, innen 20 dager.", "#requirements", True)


def test_a_legal_review_that_is_carried_out_is_ticked(client, ethics) -> None:
    pending = step_of(client, ethics, "Juridisk gjennomgang")
    assert (pending.state, pending.can_wait) == ("Ikke gjort ennå", True)
    Handbook.objects.filter(pk=ethics.pk).update(legal_review="done")
    done = step_of(client, ethics, "Juridisk gjennomgang")
    assert (done.state, done.is_done) == ("Gjennomført", True)


def test_approvals_stand_there_only_where_the_handbook_asks_for_them(client, siri, kari, ethics) -> None:
    labels = [step.label for step in steps(client, ethics)]
    ask_for(ethics, needs_four_eyes=True, needs_legal_sign_off=True)
    added = [step.label for step in steps(client, ethics) if step.label not in labels]
    assert added == ["Godkjenning av en annen", "Juridisk godkjenning"]
    drafts = [write(slug, by=siri) for slug in ("gaver", "verv")]
    for draft in drafts:
        approve(draft=draft, revision=draft.revision, by=kari, at=MONDAY)
    by_another = step_of(client, ethics, "Godkjenning av en annen")
    assert (by_another.state, by_another.is_done) == ("2 av 2 kapitler er godkjent.", True)
    assert step_of(client, ethics, "Juridisk godkjenning").address == f"/admin/handbook/version/{drafts[0].pk}/review/"
    assert not client.get(page_of(ethics)).context["checklist"].is_complete
    write("verv", "nn", by=siri)  # a later revision needs another approval
    assert step_of(client, ethics, "Godkjenning av en annen").state == "1 av 2 kapitler er godkjent."


def test_an_approval_from_before_it_was_sent_back_does_not_count(client, siri, kari, ethics) -> None:
    ask_for(ethics, needs_four_eyes=True)
    draft = write("gaver", by=siri)
    approve(draft=draft, revision=draft.revision, by=kari, at=MONDAY)
    assert step_of(client, ethics, "Godkjenning av en annen").state == "1 av 2 kapitler er godkjent."
    ask_for_review(draft=draft, revision=draft.revision, by=siri, at=MONDAY)
    send_back(draft=draft, revision=draft.revision, comment="Nei.", by=kari, at=MONDAY)
    assert step_of(client, ethics, "Godkjenning av en annen").state == "0 av 2 kapitler er godkjent."


def test_the_part_that_a_step_leads_to_is_open(client, ethics) -> None:
    page = client.get(f"{page_of(ethics)}?part=readers").content.decode()
    (opened,) = re.findall(r'<details class="module part" open>.*?<form method="post" id="([\w-]+)"', page, re.DOTALL)
    assert opened == "readers"
    assert '<details class="module part" open>' not in client.get(f"{page_of(ethics)}?part=x").content.decode()


def test_a_published_handbook_has_no_checklist(client, small, roles) -> None:
    assert client.get(page_of(small)).context["checklist"] is None


def test_the_number_of_queries_does_not_grow_with_the_chapters(client, siri, kari, ethics) -> None:
    ask_for(ethics, needs_four_eyes=True)
    offer_languages(handbook=ethics, languages=["nn", "en"], by=None, at=MONDAY)

    def number_asked() -> int:
        with queries() as asked:
            client.get(page_of(ethics))
        return len(asked)

    number_asked()
    few = number_asked()
    for title in ("Bierverv", "Taushet", "Innkjøp"):
        client.post(page_of(ethics), {"part": "new-section", "title": title})
    for draft in Version.objects.select_related("section"):
        written = write(draft.section.slug, by=siri)
        approve(draft=written, revision=written.revision, by=kari, at=MONDAY)
    assert number_asked() == few


def test_the_checklist_and_the_page_that_publishes_agree_while_somebody_has_to_say_which_point_a_text_is(
    client, ethics
) -> None:
    for slug in ("gaver", "verv"):
        write(slug)
    assert client.get(page_of(ethics)).context["checklist"].is_complete
    draft = draft_of("gaver")
    texts = {"title_nn": "Gåver", "message_nn": "Kort.", "source_nn": "Sei frå.\n"}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)
    page = client.get(page_of(ethics).replace("change", "publish"))
    assert (page.context["is_complete"], [row["open_ids"] for row in page.context["rows"]]) == (False, ["nn", ""])
    assert not client.get(page_of(ethics)).context["checklist"].is_complete
    text = step_of(client, ethics, "Tekst")
    assert (text.is_done, text.address) == (False, f"/admin/handbook/version/{draft.pk}/edit/?text=nn")
