"""Leaders and HR see status, never an answer, a score, a number of tries or a language: in no page, file, filter or sort."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from courses.attempts.answer import answer
from courses.models import Attempt, Completion
from handbook.models import Edition, Section
from handbook.quizzes import quiz_of
from handbook.site_pages import PAGES
from people.models import Employee
from tests.cast import MONDAY, hire
from tests.support.access_table import DOORS, all_routes
from tests.support.attempts import answer_all, begin
from tests.support.sizes import size

pytestmark = pytest.mark.sqlite_only

ASKED = (
    "",
    "?status=under_way",
    "?status=done&handbook=small",
    "?sort=answers",
    "?order=language",
    "?language=nn",
    "?language=en",
)
"""What may be asked of a report: its filters, and filters and sorts that must not be there."""
REPORTS = tuple(name for name in DOORS if name.startswith("reports:"))

Pages = dict[str, tuple[int, str]]


def text_of(response) -> str:
    """What a page says; the keys of its forms are new at each visit, and the menu of languages stands on every page."""
    text = response.content.decode() if not response.streaming else ""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'<form class="languages".*?</form>', "", text, flags=re.DOTALL)


def everything(visitor: Employee, samples: dict[str, str]) -> Pages:
    """Each address of the site, and each report in every way it may be asked for, as that visitor gets it."""
    client = Client(headers={"accept-language": "nb"}, raise_request_exception=False)
    client.force_login(visitor)
    addresses = [
        reverse(name, args=[pattern.format(**samples) for pattern in door.sample]) + asked
        for name, door in DOORS.items()
        if name != "people:sign_out" and name.removeprefix("handbook:") not in PAGES.values()
        for asked in (ASKED if name in REPORTS else ("",))
    ]
    addresses += [
        reverse(name)
        for name, all_route in all_routes().items()
        if name.startswith("admin:") and is_plain(name, all_route)
    ]
    return {
        address: (response.status_code, text_of(response))
        for address in addresses
        for response in [client.get(address)]
    }


def is_plain(name: str, pattern) -> bool:
    """A page that asks for no key. HR's list of receipts is evidence, and shows what each receipt says: its language too."""
    is_a_page = bool(pattern.name) and not pattern.pattern.regex.groupindex
    return is_a_page and name != "admin:logout" and not name.startswith("admin:courses_completion")


def worst(amina: Employee, roles, privacy) -> dict[str, str]:
    """In nynorsk: four wrong answers before the right one, and two more in a section that is not done."""
    attempt = begin(amina, privacy, language="nn")
    for sequence, letter in enumerate("bcbc", start=1):
        answer(attempt=attempt, question="traces", options=frozenset(letter), sequence=sequence, at=MONDAY)
    answer_all(attempt)
    second = begin(amina, roles, language="nn")
    answer(attempt=second, question="board", options=frozenset("c"), sequence=1, at=MONDAY)
    answer(attempt=second, question="clear", options=frozenset("bc"), sequence=2, at=MONDAY)
    return samples_of(amina)


def best(amina: Employee, roles, privacy) -> dict[str, str]:
    """In bokmål: right at once, and a section begun with a right answer."""
    answer_all(begin(amina, privacy, language="nb"))
    second = begin(amina, roles, language="nb")
    answer(attempt=second, question="board", options=frozenset("a"), sequence=1, at=MONDAY)
    return samples_of(amina)


def samples_of(amina: Employee) -> dict[str, str]:
    return {
        "attempt": str(Attempt.objects.get(employee=amina, ended_at=None).pk),
        "completion": str(Completion.objects.get(employee=amina).pk),
        "unit": str(amina.positions.get().unit_id),
        "number": amina.number,
    }


class Undone(Exception):
    """Takes a world back."""


@pytest.fixture
def in_a_world(amina, roles, privacy, required) -> Callable[..., Pages]:
    """What a visitor gets once Amina has studied in that way; afterwards she has not studied at all."""

    def see(visitor: Employee, study) -> Pages:
        pages: Pages = {}
        try:
            with transaction.atomic():
                samples = study(amina, roles, privacy)
                # Her own addresses are unknown to others, so they are asked for under the same names in both worlds.
                pages_seen = everything(visitor, samples)
                pages = {
                    without(address, samples): (status, without(text, samples))
                    for address, (status, text) in pages_seen.items()
                }
                raise Undone
        except Undone:
            return pages

    return see


def without(text: str, samples: dict[str, str]) -> str:
    """The ids of Amina's attempt and receipt are only where somebody typed them into the address."""
    return text.replace(samples["attempt"], "ATTEMPT").replace(samples["completion"], "COMPLETION")


SENIORS = ("leader", "leader of the whole", "HR editor and staff", "HR publisher", "auditor")
"""In `make test` the two who see most: every unit, and all that HR may."""


@pytest.fixture
def seniors(kari, siri, olav, ines, solvik) -> dict[str, Employee]:
    return {
        "leader": kari,
        "leader of the whole": hire("2100", "Nora", "Topp", solvik.top, is_leader=True),
        "HR editor and staff": siri,
        "HR publisher": olav,
        "auditor": ines,
    }


@pytest.mark.parametrize("who", size(small=("leader of the whole", "HR editor and staff"), full=SENIORS))
def test_no_page_and_no_file_depends_on_answers_tries_or_language(who: str, in_a_world, seniors) -> None:
    after_the_worst, after_the_best = in_a_world(seniors[who], worst), in_a_world(seniors[who], best)
    assert len(after_the_worst) > 30
    assert {
        address: (page, after_the_best[address])
        for address, page in after_the_worst.items()
        if page != after_the_best[address]
    } == {}


def test_the_comparison_sees_a_status(in_a_world, kari, amina, roles, privacy) -> None:
    """That the pages above are the same says something: they are not, once she is done."""

    def done(employee: Employee, *sections: Section) -> dict[str, str]:
        samples = best(employee, *sections)
        answer_all(Attempt.objects.get(pk=samples["attempt"]))
        return samples

    under_way, all_done = in_a_world(kari, best), in_a_world(kari, done)
    differing = {address.partition("?")[0] for address in under_way if under_way[address] != all_done[address]}
    unit = amina.positions.get().unit_id
    assert differing == {
        "/",
        "/reports/team/",
        f"/reports/team/{unit}/",
        "/reports/team/employees/1001/",
        "/reports/team.csv",
    }


def words_of_the_quizzes() -> set[str]:
    """Every option and explanation, in every language, and every question's id as it stands in an address or a form."""
    quiz_words = set()
    for edition in Edition.objects.all():
        for question in quiz_of(edition).questions:
            quiz_words |= {f"questions/{question.id}", f'"{question.id}"', question.legend}
            quiz_words |= {option.why for option in question.options}
            quiz_words |= {f">{option.text}<" for option in question.options}
            quiz_words |= {f"{option.id}) {option.text}" for option in question.options}
    return quiz_words


def test_a_leader_meets_no_word_of_a_quiz_and_no_language(kari, amina, roles, privacy, required) -> None:
    samples = worst(amina, roles, privacy)
    for address, (status, text) in everything(kari, samples).items():
        if status != 200 or address.startswith("/admin"):
            continue
        leaked = {words_of_the_quiz for words_of_the_quiz in words_of_the_quizzes() if words_of_the_quiz in text}
        assert (address, leaked) == (address, set())
        if "reports" in address:
            body = text.partition("<main")[2].partition("</main>")[0] or text
            assert re.findall(r"(?i)nynorsk|bokmål|\bnn\b|language|språk|forsøk|svar", hidden(body)) == []


def hidden(body: str) -> str:
    """Without the address of the file to download, which repeats what was asked for, and the link to what leaders see."""
    return re.sub(r'href="[^"]*"', "", body)


def test_what_belongs_to_amina_does_not_exist_for_her_leader(kari, amina, roles, privacy, required) -> None:
    samples = worst(amina, roles, privacy)
    hers = {
        address: status
        for address, (status, _text) in everything(kari, samples).items()
        if address_is_hers(address, samples)
    }
    assert (len(hers), set(hers.values())) == (5, {404})


def address_is_hers(address: str, samples: dict[str, str]) -> bool:
    return samples["attempt"] in address or samples["completion"] in address


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "kan det stå på kvitteringen at det teller som riktig for deg"),
        ("nn", "kan det stå på kvitteringa at det tel som rett for deg"),
        ("en", "the receipt may say that it counts as right for you"),
    ],
)
@pytest.mark.django_db
def test_the_page_about_it_says_what_a_receipt_tells_of_a_withdrawn_question(language, words) -> None:
    page = Client(headers={"accept-language": language}).get("/what-my-leader-sees/")
    assert words in page.content.decode()
