"""Files to download: no cell is run as a formula, and a file is whole or not there."""

import tracemalloc
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.test import Client

from people.models import Employee
from reports import csv
from reports.csv import csv_cell, csv_file
from tests.support.attempts import complete
from tests.support.text import csv_rows

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "\t=1", "\r=1", "\n=1")
BLANKS = (
    "",
    " ",
    "   ",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u202f",
    "\ufeff",
    "\u200b",
    " \t",
    "\u00a0\r",
    "\n ",
    "\x0b",
    "\x0c",
)


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
def test_a_formula_is_text_whatever_stands_before_it(blank: str, formula: str) -> None:
    assert csv_cell(blank + formula) == f"'{blank}{formula}"


@pytest.mark.parametrize("text", ["Åse Øverli", "Ánne-Máret", "O'Neill", "31 av 40", "", " Liv", "a=1", "«-»"])
def test_other_text_is_left_alone(text: str) -> None:
    assert csv_cell(text) == text


def test_values_that_are_no_text() -> None:
    assert [csv_cell(value) for value in (None, 0, 31, -3)] == ["", "0", "31", "'-3"]


def test_a_cell_stays_one_cell_whatever_it_holds() -> None:
    rows = [("a;b", 'say "no"', "two\r\nlines"), ("x", "y;=1+1", "'=1")]
    assert csv_rows(csv_file("list", rows[0], [(0, rows[1])])) == [list(row) for row in rows]


def test_rows_come_by_their_number_and_then_as_they_came(monkeypatch) -> None:
    monkeypatch.setattr(csv, "_KEPT_IN_MEMORY", 10)
    rows = [(2, ("Amina",)), (0, ("Kari",)), (2, ("Åse",)), (1, ("Ines",)), (0, ("Geir",))]
    file = csv_file("list", ("Navn",), iter(rows))
    with closing(file.file_to_stream):
        assert csv_rows(file) == [["Navn"], ["Kari"], ["Geir"], ["Ines"], ["Amina"], ["Åse"]]


def test_a_file_says_what_it_is() -> None:
    response = csv_file("team-2026-11-23", ("Navn",), [])
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="team-2026-11-23.csv"',
    )


def test_a_file_that_breaks_half_way_is_no_file() -> None:
    def rows() -> Iterator[tuple[int, tuple[str]]]:
        yield 0, ("Amina",)
        raise RuntimeError("the database has gone")

    with pytest.raises(RuntimeError):
        csv_file("list", ("Navn",), rows())


def test_the_length_of_a_file_goes_ahead_of_it() -> None:
    file = csv_file("list", ("Åse",), [(0, ("Ánne-Máret",))])
    assert int(file["Content-Length"]) == len('"Åse"\r\n"Ánne-Máret"\r\n'.encode("utf-8-sig"))
    assert file.getvalue() == '"Åse"\r\n"Ánne-Máret"\r\n'.encode("utf-8-sig")


def test_a_file_of_many_rows_takes_no_memory_for_them() -> None:
    def rows(number: int) -> Iterator[tuple[int, tuple[str, int, str]]]:
        return ((place % 6, (f"Åse Nummer {place}", place, "Hjemmetjenesten sør")) for place in range(number))

    csv_file("list", ("Navn",), rows(6))
    tracemalloc.start()
    try:
        file = csv_file("list", ("Navn",), rows(100_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    with closing(file.file_to_stream):
        assert len(csv_rows(file)) == 100_001
    assert peak < int(file["Content-Length"]) / 2


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1", "  =1", '=1";"=2'])
def test_a_name_is_never_a_formula_in_a_leaders_file(formula: str, kari, amina, required) -> None:
    Employee.objects.filter(pk=amina.pk).update(given_name=formula, family_name="Yusuf")
    client = Client(headers={"accept-language": "nb"})
    client.force_login(kari)
    heading, row = csv_rows(client.get("/reports/team.csv"))
    assert row[0] == f"'{formula} Yusuf"
    assert len(row) == len(heading)


def test_a_units_name_is_never_a_formula_in_the_overview(ines, amina, solvik, required) -> None:
    solvik.south.name = "=HYPERLINK(1)"
    solvik.south.save()
    client = Client(headers={"accept-language": "nb"})
    client.force_login(ines)
    assert [row[0] for row in csv_rows(client.get("/reports/overview.csv"))] == [
        "Enhet",
        "Solvik kommune",
        "Helse og omsorg",
        "'=HYPERLINK(1)",
    ]


def test_the_file_holds_everybody_the_page_shows(kari, amina, ida, geir, roles, privacy, required) -> None:
    complete(amina, roles)
    complete(amina, privacy)
    client = Client(headers={"accept-language": "nb"})
    client.force_login(kari)
    assert csv_rows(client.get("/reports/team.csv")) == [
        ["Navn", "Ansattnummer", "Enhet", "Status", "Frist", "Ferdige kapitler", "Nye regler å lese", "Kapitler i alt"],
        ["Ida Dahl", "1008", "Hjemmetjenesten sør", "i permisjon", "", "0", "0", "2"],
        ["Amina Yusuf", "1001", "Hjemmetjenesten sør", "ferdig", "", "2", "0", "2"],
    ]
    assert [row[0] for row in csv_rows(client.get("/reports/team.csv?status=done"))] == ["Navn", "Amina Yusuf"]
