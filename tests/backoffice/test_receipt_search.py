"""HR finds a receipt by its code, by the name, or by the number."""

from uuid import UUID

import pytest

from courses.models import Completion
from tests.support.attempts import complete
from tests.support.clients import client_of


@pytest.fixture
def completion(required, amina, kari, privacy, roles) -> Completion:
    complete(kari, roles)
    return complete(amina, privacy)


@pytest.mark.parametrize(
    "typed",
    ["{code}", "{bare}", "{small}", " {code} ", "{first} {last}", "{code}\u200b", "{first}–{last}", "Yusuf", "1001"],
)
def test_a_receipt_is_found(completion, siri, typed: str) -> None:
    code = completion.code
    query = typed.format(
        code=code, bare=code.replace("-", ""), small=code.replace("-", "").lower(), first=code[:4], last=code[5:]
    )
    response = client_of(siri).get("/admin/courses/completion/", {"q": query})

    assert list(response.context["cl"].result_list) == [completion]


@pytest.mark.parametrize("typed", ["7F3K-21Q", "7F3K-21QXX", "7F3K-21QU", "-"])
def test_what_is_no_code_finds_nothing(completion, siri, typed: str) -> None:
    response = client_of(siri).get("/admin/courses/completion/", {"q": typed})

    assert list(response.context["cl"].result_list) == []


@pytest.mark.parametrize(
    ("id_", "typed"),
    [
        ("3bc7112ea1" + "0" * 22, "7F3H-2BN1"),
        ("0040100000" + "f" * 22, "oIol-O0OO"),
        ("0040100000" + "0" * 22, "olOi-oooo"),
        ("f" * 32, "zzzz-zzzz"),
        ("0" * 32, "OOOO-OOOO"),
    ],
)
def test_letters_that_look_like_digits_are_read_as_digits(id_: str, typed: str) -> None:
    lookups: dict[str, UUID] = dict(Completion.with_code(typed).children)

    assert lookups["pk__gte"] <= UUID(id_) <= lookups["pk__lte"]
    assert lookups["pk__lte"].int - lookups["pk__gte"].int == (1 << 88) - 1
