"""What nobody should send: answered with a page that helps, and nothing half done."""

import re
import uuid

import pytest
from django.test import Client

from courses.models import Answer, Attempt, Completion
from handbook.models import Remark, Section
from handbook.versions.drafts import open_draft
from people.models import Employee
from records.models import Event
from tests.cast import MONDAY
from tests.support.attempts import begin, complete
from tests.support.clients import LANGUAGES, client_of

NOT_FOUND = {
    "nb": "Vi finner ikke denne siden",
    "nn": "Vi finn ikkje denne sida",
    "en": "We cannot find this page",
}
NOBODYS = uuid.UUID(int=7)
HUGE = "9" * 30
LONG = "9" * 5000
"""More digits than Python reads as a number."""


def body_of(response) -> str:
    return response.content.decode()


def title_of(response) -> str:
    title = re.search(r"<title>(.*?)</title>", body_of(response), re.DOTALL)
    assert title
    return title[1]


# Pages that are not there


NOWHERE = (
    f"/courses/attempts/{NOBODYS}/",
    f"/courses/attempts/{NOBODYS}/result/",
    f"/courses/attempts/{NOBODYS}/questions/board/",
    f"/courses/attempts/{NOBODYS}/questions/board/feedback/",
    "/courses/attempts/1/",
    f"/courses/completions/{NOBODYS}/",
    "/courses/completions/handbooks/small/",
    "/courses/completions/handbooks/nonsense/",
    "/handbooks/nonsense/",
    "/handbooks/nonsense/print/",
    "/handbooks/nonsense/as-of/",
    "/handbooks/nonsense/as-of/2026-11-23/",
    "/handbooks/nonsense/roles/",
    "/handbooks/small/nonsense/",
    "/handbooks/small/nonsense/versions/",
    "/handbooks/small/roles/versions/2/",
    "/handbooks/small/roles/versions/0/",
    "/handbooks/small/roles/versions/two/",
    "/handbooks/small/roles/versions/-1/",
    "/handbooks/small/roles/versions/1.0/",
    "/handbooks/small/roles/versions/2/changes/",
    "/handbooks/small/roles/versions/0/changes/",
    f"/handbooks/small/roles/versions/{HUGE}/changes/",
    f"/handbooks/small/roles/versions/{HUGE}/",
    f"/handbooks/small/roles/versions/{LONG}/",
    "/handbooks/small/roles%00/",
    "/handbooks/%00/",
    "/nn/handbooks/small/",
    "/nonsense",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_is_not_there_is_answered_in_the_readers_language(language: str, amina, required) -> None:
    client = client_of(amina, language)
    answers = {address: client.get(address) for address in NOWHERE}
    expected = (NOT_FOUND[language], f'<html lang="{language}"', 'href="/handbooks/"')
    assert {
        address: (answer.status_code, [text for text in expected if text not in body_of(answer)])
        for address, answer in answers.items()
    } == dict.fromkeys(NOWHERE, (404, []))


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_employees_work_is_not_there(language: str, amina, kari, roles, privacy, required) -> None:
    completion, attempt = complete(amina, privacy), begin(amina, roles)
    addresses = [
        f"/courses/attempts/{attempt.pk}/",
        f"/courses/attempts/{attempt.pk}/result/",
        f"/courses/attempts/{attempt.pk}/questions/board/",
        f"/courses/attempts/{attempt.pk}/questions/board/feedback/",
        f"/courses/completions/{completion.pk}/",
    ]
    client = client_of(kari, language)
    answers = [client.get(address) for address in addresses]
    assert [(answer.status_code, NOT_FOUND[language] in body_of(answer)) for answer in answers] == [(404, True)] * 5
    posted = client.post(f"/courses/attempts/{attempt.pk}/questions/board/", {"sequence": 1, "option": "a"})
    assert (posted.status_code, Answer.objects.filter(attempt=attempt).count()) == (404, 0)


def test_a_question_that_is_not_asked_is_not_there(amina, roles, required) -> None:
    attempt = begin(amina, roles)
    client = client_of(amina, "nb")
    for question in ("sharp", "traces", "nonsense"):
        address = f"/courses/attempts/{attempt.pk}/questions/{question}/"
        posted = client.post(address, {"sequence": 1, "option": "a"})
        assert (client.get(address).status_code, posted.status_code) == (404, 404)
        assert client.get(f"{address}feedback/").status_code == 404
    assert attempt.answers.count() == 0


def test_a_section_that_is_only_a_draft_is_not_there(amina, small, required) -> None:
    draft = Section.objects.create(handbook=small, slug="draft", position=3)
    open_draft(section=draft, by=None, at=MONDAY)
    client = client_of(amina, "nb")
    statuses = [
        client.get("/handbooks/small/draft/").status_code,
        client.get("/handbooks/small/draft/versions/").status_code,
        client.get("/handbooks/small/draft/versions/1/").status_code,
        client.post("/courses/small/draft/start/", {"version": 1, "language": "nb", "since": 0}).status_code,
    ]
    assert statuses == [404, 404, 404, 404]
    assert Attempt.objects.count() == 0


def test_a_withdrawn_section_cannot_be_confirmed(amina, roles, required) -> None:
    Section.objects.filter(pk=roles.pk).update(withdrawn_on="2026-11-03")
    client = client_of(amina, "nb")
    assert client.get("/handbooks/small/roles/").status_code == 200
    client.post("/courses/small/roles/start/", {"version": 1, "language": "nb", "since": 0})
    assert (Attempt.objects.count(), Completion.objects.count()) == (0, 0)


# Confirming


NOT_ON_THE_PAGE: tuple[dict[str, str], ...] = (
    {},
    {"version": "1"},
    {"version": "one", "language": "nb", "since": "0"},
    {"version": "0", "language": "nb", "since": "0"},
    {"version": "-1", "language": "nb", "since": "0"},
    {"version": HUGE, "language": "nb", "since": "0"},
    {"version": LONG, "language": "nb", "since": "0"},
    {"version": "1", "language": "xx", "since": "0"},
    {"version": "1", "language": "nb\x00", "since": "0"},
    {"version": "1", "language": "norsk bokmål", "since": "0"},
    {"version": "1", "language": "nb", "since": "-1"},
    {"version": "1", "language": "nb", "since": HUGE},
)


def test_what_was_not_on_the_page_is_not_confirmed(amina, roles, required) -> None:
    client = client_of(amina, "nb")
    for sent in NOT_ON_THE_PAGE:
        response = client.post("/courses/small/roles/start/", sent)
        led = (response.status_code, response["Location"].partition("?")[0])
        assert (sent, *led) == (sent, 302, "/handbooks/small/roles/")
        assert (sent, Attempt.objects.count(), Completion.objects.count()) == (sent, 0, 0)
        shown = body_of(client.get(response["Location"]))
        assert (sent, "Teksten ble endret mens du leste" in shown) == (sent, True)


# Answering


@pytest.mark.parametrize(
    ("language", "error", "how_many"),
    [("nb", "Feil:", "Velg to svar"), ("nn", "Feil:", "Vel to svar"), ("en", "Error:", "Choose two answers")],
)
@pytest.mark.parametrize("ticks", [["b"], ["a", "b", "c"]], ids=len)
def test_a_wrong_number_of_ticks_says_so_first_and_keeps_them(
    language, error, how_many, ticks, amina, roles, required
) -> None:
    attempt = begin(amina, roles, language=language)
    response = client_of(amina, language).post(
        f"/courses/attempts/{attempt.pk}/questions/clear/", {"sequence": 1, "option": ticks}
    )
    assert (response.status_code, title_of(response).startswith(error)) == (422, True)
    boxes = re.findall(r'<input type="checkbox" name="option" value="(\w)"[^>]*?( checked)?>', body_of(response))
    assert {letter for letter, checked in boxes if checked} == set(ticks)
    assert body_of(response).count(how_many) == 3  # in the summary, above the answers and at the field
    assert 'tabindex="-1" autofocus' in body_of(response)
    assert attempt.answers.count() == 0


def test_no_tick_at_all_is_no_answer(amina, roles, required) -> None:
    attempt = begin(amina, roles)
    address = f"/courses/attempts/{attempt.pk}/questions/clear/"
    response = client_of(amina, "nb").post(address, {"sequence": 1})
    assert (response.status_code, title_of(response).startswith("Feil:"), attempt.answers.count()) == (422, True, 0)


NO_ANSWERS: tuple[dict[str, object], ...] = (
    {"option": "a"},
    {"sequence": "", "option": "a"},
    {"sequence": "one", "option": "a"},
    {"sequence": "0", "option": "a"},
    {"sequence": "-1", "option": "a"},
    {"sequence": "1", "option": "q"},
    {"sequence": "1", "option": "a\x00"},
    {"sequence": "1\x00", "option": "a"},
    {"sequence": "1.5", "option": "a"},
    {"sequence": LONG, "option": "a"},
    {"sequence": "1", "option": ["a", "b"]},
)


def test_an_answer_that_makes_no_sense_is_not_kept(amina, privacy, required) -> None:
    attempt, client = begin(amina, privacy), client_of(amina, "nb")
    for sent in NO_ANSWERS:
        response = client.post(f"/courses/attempts/{attempt.pk}/questions/traces/", sent)
        outcome = (response.status_code, title_of(response).startswith("Feil:"))
        assert (sent, *outcome, attempt.answers.count()) == (sent, 422, True, 0)


def test_an_answer_from_the_future_is_refused_and_nothing_is_claimed(amina, privacy, required) -> None:
    attempt, client = begin(amina, privacy), client_of(amina, "nb")
    for sequence in ("2", "99", "2147483648", HUGE):
        sent = {"sequence": sequence, "option": "a"}
        response = client.post(f"/courses/attempts/{attempt.pk}/questions/traces/", sent)
        assert (sequence, response.status_code, attempt.answers.count()) == (sequence, 409, 0)
        assert title_of(response).startswith("Ikke lagret")
        assert "Ikke lagret. Du har svart på noe i et annet vindu" in body_of(response)
        assert "Du svarte" not in body_of(response)


@pytest.mark.parametrize("ticks", [[], ["a"], ["a", "b"]], ids=len)
def test_unsure_is_unsure_whatever_is_ticked(ticks: list[str], amina, roles, required) -> None:
    """The button sends the ticks along."""
    attempt = begin(amina, roles)
    address = f"/courses/attempts/{attempt.pk}/questions/clear/"
    response = client_of(amina, "nb").post(address, {"sequence": 1, "option": [*ticks, "unsure"]})
    assert response.status_code == 302
    assert list(attempt.answers.values_list("question", "options", "is_right")) == [("clear", [], False)]


# A form that has waited too long


@pytest.mark.parametrize(
    ("language", "heading", "nothing_saved"),
    [
        ("nb", "Siden har stått åpen for lenge", "Ingenting ble lagret fra dette skjemaet"),
        ("nn", "Sida har stått open for lenge", "Ingenting vart lagra frå dette skjemaet"),
        ("en", "The page has been open for too long", "Nothing was saved from this form"),
    ],
)
def test_an_expired_form_explains_itself_and_does_nothing(
    language: str, heading: str, nothing_saved: str, amina, roles, privacy, required
) -> None:
    attempt = begin(amina, privacy)
    client = Client(enforce_csrf_checks=True, headers={"accept-language": language})
    client.force_login(amina)
    before = rows()
    forms: list[tuple[str, dict[str, object]]] = [
        ("/courses/small/roles/start/", {"version": 1, "language": "nb", "since": 0}),
        (f"/courses/attempts/{attempt.pk}/questions/traces/", {"sequence": 1, "option": "a"}),
        ("/remarks/", {"text": "En skrivefeil."}),
        ("/language/", {"language": "en"}),
        ("/sign-out/", {}),
    ]
    for address, sent in forms:
        response = client.post(address, sent | {"csrfmiddlewaretoken": "x" * 64})
        assert (address, response.status_code) == (address, 403)
        assert heading in body_of(response)
        assert nothing_saved in body_of(response)
        assert f'<html lang="{language}"' in body_of(response)
        assert f'<a class="ds-button" href="{address}">' in body_of(response)
        assert client.get(address, follow=True).status_code == 200
    assert rows() == before
    assert client.get("/courses/completions/").status_code == 200  # still signed in


def test_an_expired_form_gives_back_what_was_written_and_no_password(amina, small) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nb"})
    long = "En lang merknad om <kapittel> fire, skrevet i pausen."
    body = body_of(client.post("/remarks/", {"text": long, "name": "Amina", "csrfmiddlewaretoken": "k" * 64}))
    assert "En lang merknad om &lt;kapittel&gt; fire, skrevet i pausen." in body
    assert "k" * 64 not in body
    refused = client.post("/sign-in/", {"username": "1001", "password": "p" * 60})
    assert (refused.status_code, "p" * 60 in body_of(refused)) == (403, False)


def test_an_expired_form_of_hr_gives_back_every_text_and_names_no_field(siri, roles) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nb"})
    client.force_login(siri)
    sent = {"text": "nb", "card": "roles-1", "text-roles-1": "Kort tekst.", "message": "Et budskap", "revision": "1"}
    body = body_of(client.post("/admin/handbook/version/1/edit/", sent))
    assert ("Kort tekst." in body, "Et budskap" in body) == (True, True)
    assert [word for word in ("Hva er galt", "text-roles-1", ">message<", ">nb<") if word in body] == []


def rows() -> dict[str, object]:
    counts = {model.__name__: model.objects.count() for model in (Attempt, Answer, Completion, Remark, Event)}
    return counts | {"languages": set(Employee.objects.values_list("language", flat=True))}


def test_a_form_with_its_own_key_is_let_through(amina, roles, required) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nb"})
    client.force_login(amina)
    key = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body_of(client.get("/handbooks/small/roles/")))
    assert key
    sent = {"version": 1, "language": "nb", "since": 0, "csrfmiddlewaretoken": key[1]}
    assert client.post("/courses/small/roles/start/", sent).status_code == 302
    assert Attempt.objects.count() == 1


# Questions in the address

GARBAGE = (
    "nonsense",
    "",
    "\x00",
    "'; DROP TABLE x; --",
    "../../etc",
    "²",
    HUGE,
    LONG,
    "<script>",
    "é" * 500,
    "small&handbook=x",
)


FILTERS = ("status", "handbook", "language", "page", "moved", "next", "clause", "q")
ANSWERING = (
    "/",
    "/handbooks/",
    "/handbooks/small/roles/",
    "/search/",
    "/remarks/",
    "/courses/completions/",
    "/reports/team/",
    "/reports/team.csv",
    "/reports/overview/",
    "/reports/overview.csv",
)


def all_answered(kari: Employee, sent: dict[str, str], statuses: set[int]) -> None:
    """Every page answers what stands after the question mark, signed in and signed out."""
    client, signed_out = client_of(kari, "nb"), Client(headers={"accept-language": "nb"})
    answers = {address: client.get(address, sent) for address in ANSWERING}
    assert {
        address: answer.status_code for address, answer in answers.items() if answer.status_code not in statuses
    } == {}
    assert [address for address, answer in answers.items() if "<script>" in body_of(answer)] == []
    assert [signed_out.get(address, sent).status_code for address in ("/", "/sign-in/")] == [200, 200]


@pytest.fixture
def auditing(kari, amina, required) -> Employee:
    """Kari, who may see every page."""
    kari.is_auditor = True
    kari.save()
    return kari


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda text: ascii(text)[:30])
def test_garbage_after_the_question_mark_breaks_no_page(garbage: str, auditing) -> None:
    """A unit that is not there ends what a page does: it is sent by itself."""
    all_answered(auditing, dict.fromkeys(FILTERS, garbage), {200})
    all_answered(auditing, {"unit": garbage}, {200, 404})


@pytest.mark.parametrize(
    ("name", "garbage"),
    [
        ("q", "<script>"), ("q", "é" * 500), ("q", "\x00"), ("page", HUGE), ("page", "²"), ("status", "'; DROP TABLE x; --"),
        ("handbook", "small&handbook=x"), ("handbook", "\x00"), ("language", "../../etc"), ("moved", LONG),
        ("next", "../../etc"), ("clause", "<script>"), ("clause", ""),
    ],
    ids=lambda text: ascii(text)[:30],
)  # fmt: skip
def test_garbage_under_one_name_alone_breaks_no_page(name: str, garbage: str, auditing) -> None:
    """What one name makes of it is not hidden by another."""
    all_answered(auditing, {name: garbage}, {200})


def test_a_filter_that_makes_no_sense_is_left_out(kari, amina, required) -> None:
    client = client_of(kari, "nb")
    whole = body_of(client.get("/reports/team.csv"))
    assert "Amina Yusuf" in whole
    assert [body_of(client.get("/reports/team.csv", {name: "nonsense"})) for name in ("status", "handbook")] == [
        whole,
        whole,
    ]


def test_a_unit_that_is_no_number_is_not_there(kari, amina, required) -> None:
    client = client_of(kari, "nb")
    statuses = {
        unit: client.get("/reports/team.csv", {"unit": unit}).status_code for unit in ("²", "x", "-1", " 1", LONG)
    }
    assert statuses == dict.fromkeys(statuses, 404)


@pytest.mark.parametrize(
    "back",
    ["nonsense", "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\elsewhere.example", "", "\x00", "courses:home", "/ok/\r\nSet-Cookie: a=b"],
    ids=ascii,
)  # fmt: skip
def test_choosing_a_language_leads_nowhere_else(back: str, small) -> None:
    response = Client().post("/language/", {"language": "nn", "next": back})
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))
    assert "\n" not in response["Location"]


@pytest.mark.parametrize("language", ["xx", "", "nb\x00", "NB", "norsk"])
def test_a_language_that_is_not_offered_is_refused_with_a_page(language: str, amina, small) -> None:
    response = client_of(amina, "nb").post("/language/", {"language": language})
    assert (response.status_code, Employee.objects.get(pk=amina.pk).language) == (400, "")
    assert "Vi forsto ikke det som ble sendt" in body_of(response)


@pytest.mark.parametrize(
    ("number", "password"), [("\x00", "x"), ("1001", "\x00"), ("1001", "wrong"), ("9" * 300, "x"), ("", "")]
)
def test_signing_in_with_nonsense_is_explained(number: str, password: str, amina) -> None:
    response = Client(headers={"accept-language": "nb"}).post("/sign-in/", {"username": number, "password": password})
    assert (response.status_code, title_of(response).startswith("Feil:")) == (200, True)


# Remarks


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "\u200b", "\u00a0\ufeff\n\u202e\u200d", "x" * 4001], ids=lambda text: ascii(text)[:10]
)
def test_a_remark_without_sense_is_sent_back_with_the_reason(text: str, small) -> None:
    response = Client(headers={"accept-language": "nb"}).post("/remarks/", {"text": text, "name": "Amina"})
    assert (response.status_code, title_of(response).startswith("Feil:"), Remark.objects.count()) == (422, True, 0)
    assert 'id="errors-heading"' in body_of(response)
    assert 'value="Amina"' in body_of(response)


@pytest.mark.parametrize("name", ["page", "clause"])
@pytest.mark.parametrize("value", ["\x00", "x" * 5000], ids=["nul", "long"])
def test_what_a_remark_brings_along_never_stops_it(name: str, value: str, small) -> None:
    """Nobody typed it, so nobody can correct it."""
    response = Client(headers={"accept-language": "nb"}).post("/remarks/", {"text": "En skrivefeil.", name: value})
    assert (response.status_code, Remark.objects.count()) == (302, 1)


def test_another_host_is_refused_with_a_page(small, caplog) -> None:
    client = Client(headers={"host": "elsewhere.example", "accept-language": "nb"}, raise_request_exception=False)
    response = client.get("/")
    caplog.clear()  # Django logs a strange host as an error of its own
    assert response.status_code == 400
    assert "Vi forsto ikke det som ble sendt" in body_of(response)
    assert '<html lang="nb"' in body_of(response)


NOT_UNDERSTOOD = {
    "nb": "Vi forsto ikke det som ble sendt",
    "nn": "Vi skjønte ikkje det som vart sendt",
    "en": "We did not understand what was sent",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/", "/nowhere/", "/search/", "/sign-in/", "/admin/", "/reports/overview/"])
def test_more_parameters_than_are_read_are_no_error_of_ours(address, language, siri, small, caplog) -> None:
    parameters = "&".join(f"{number}=1" for number in range(1001))
    for reader in (siri, None):
        client = client_of(reader, language)
        client.raise_request_exception = False
        response = client.get(f"{address}?{parameters}")
        caplog.clear()  # Django logs such an address as an error of its own
        assert response.status_code < 500
        if response.status_code == 400:
            assert NOT_UNDERSTOOD[language] in body_of(response)
        if response.status_code != 302:
            assert f'<html lang="{language}"' in body_of(response)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("method", "address"), [("post", "/handbooks/"), ("put", "/"), ("delete", "/search/"), ("post", "/health/live")]
)
def test_a_wrong_method_is_answered_with_a_page(method: str, address: str, language: str, amina, small) -> None:
    response = getattr(client_of(amina, language), method)(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert NOT_UNDERSTOOD[language] in body_of(response)
    assert f'<html lang="{language}"' in body_of(response)
