"""People and units are found however their names are typed."""

import pytest

from people.models import Employee, Unit
from people.names.search import contains_words, search_text
from people.units import found_unit, rename_unit
from tests.cast import FIRST, hire
from tests.support.clients import client_of

NAMES = [
    ("Åse", "Ødegård"), ("Per", "Aasen"), ("Seán", "O’Brien"), ("Ann-Kristin", "Næss"), ("José", "Müller"),
    ("Michael", "Berg Olsen"), ("Madonna", ""), ("Иван", "Петров"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ødegård", ["Åse Ødegård"]),
        ("ØDEGÅRD", ["Åse Ødegård"]),
        ("odegard", ["Åse Ødegård"]),
        ("Oedegaard", ["Åse Ødegård"]),
        ("O\u0308degA\u030ard", ["Åse Ødegård"]),
        ("degå", ["Åse Ødegård"]),
        ("åsen", ["Per Aasen"]),
        ("AASEN per", ["Per Aasen"]),
        ("O'Brien", ["Seán O’Brien"]),
        ("o´brien sean", ["Seán O’Brien"]),
        ("OBRIEN", ["Seán O’Brien"]),
        ("ann\u2011kristin  næss", ["Ann-Kristin Næss"]),
        ("Næss, Ann Kristin", ["Ann-Kristin Næss"]),
        ("naess", ["Ann-Kristin Næss"]),
        ("jose", ["José Müller"]),
        ("muller", ["José Müller"]),
        ("mueller", ["José Müller"]),
        ("mich", ["Michael Berg Olsen"]),
        ("\u00a0olsen\u200b michael", ["Michael Berg Olsen"]),
        ("madonna", ["Madonna"]),
        ("петров", ["Иван Петров"]),
        ("9002", ["Per Aasen"]),
        ("per 9002", ["Per Aasen"]),
        ("９００２", ["Per Aasen"]),
        ("per ødegård", []),
        ("50%", []),
        ("_", []),
        ("–", []),
    ],
)
def test_people_are_found_in_the_admin(solvik, siri, query: str, expected: list[str]) -> None:
    for number, (given_name, family_name) in enumerate(NAMES, 9001):
        hire(str(number), given_name, family_name, solvik.south)
    response = client_of(siri).get("/admin/people/employee/", {"q": query})

    assert [employee.name for employee in response.context["cl"].result_list] == expected


def test_an_empty_search_shows_everybody(solvik, siri, amina) -> None:
    response = client_of(siri).get("/admin/people/employee/", {"q": "  "})

    assert [employee.name for employee in response.context["cl"].result_list] == ["Siri Bakken", "Amina Yusuf"]


def test_units_are_found_by_any_part_of_their_names(solvik, siri) -> None:
    found_unit(name="Økonomi og lønn", parent=solvik.top, by=None, at=FIRST)
    client = client_of(siri)

    def units(query: str) -> list[str]:
        return [unit.name for unit in client.get("/admin/people/unit/", {"q": query}).context["cl"].result_list]

    assert units("økonomi") == units("LØNN") == units("lønn økonomi") == ["Økonomi og lønn"]
    rename_unit(unit=solvik.schools, name="Skole og SFO", by=siri, at=FIRST)
    assert (units("oppvekst"), units("sfo")) == ([], ["Skole og SFO"])


def test_what_is_searched_follows_the_name_however_it_is_stored(solvik, amina) -> None:
    Employee.objects.update(family_name="Åsmund")
    assert list(Employee.objects.filter(contains_words("search_text", "åsmund amina"))) == [amina]
    Unit.objects.bulk_create([Unit(name="Ås", path="00009")])
    assert Unit.objects.get(path="00009").search_text == search_text("Ås") == "aas as"
