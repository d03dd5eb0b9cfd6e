"""The order of Norwegian names."""

import re

from people.models import Employee
from people.names.order import sort_key
from tests.support.clients import client_of

IN_ORDER = [
    "Abel", "Ánne", "Berg", "Berg Olsen", "Bergan", "Bø", "Çelik", "Čoahkka", "Dahl", "Đorđević", "Eide", "Ŋálgu",
    "Nilsen", "O'Neill", "Sara", "Šimon", "Tor", "Ŧorp", "Van Dam", "Wold", "Yttervik", "Üttervoll", "Zahl", "Žan",
    "Ærlig", "Ärlund", "Öberg", "Ørn", "Øst-Lie", "Østby", "Åberg", "Aamodt", "Ås", "Aasen", "Иванов",
]  # fmt: skip


def test_names_stand_as_in_a_norwegian_list() -> None:
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


def test_capitals_marks_dashes_and_apostrophes_make_no_difference() -> None:
    spellings = [
        ("ånne", "ÅNNE"),
        ("Ánne", "Anne"),
        ("A\u030as", "Ås"),
        ("O’Brien", "OBrien"),
        ("Ann-Mari", "ann  mari"),
    ]
    assert [sort_key(one) == sort_key(other) for one, other in spellings] == [True] * len(spellings)
    assert sort_key("ånne") != sort_key("anne")


def test_the_database_sorts_people_as_a_norwegian_list(db) -> None:
    """Whatever its collation: the keys are digits alone."""
    Employee.objects.bulk_create(
        Employee(number=f"{number}", given_name="Kim", family_name=name) for number, name in enumerate(IN_ORDER[::-1])
    )

    assert list(Employee.objects.values_list("family_name", flat=True)) == IN_ORDER
    assert all(re.fullmatch("[0-9]+", key) for key in Employee.objects.values_list("sort_key", flat=True))


def test_a_name_of_one_word_stands_by_it(db) -> None:
    for number, given_name, family_name in [
        ("1", "Odin", ""),
        ("2", "", "Åse"),
        ("3", "Anne", "Norum"),
        ("4", "Bo", "Pil"),
    ]:
        Employee.objects.create_user(number, given_name=given_name, family_name=family_name)

    assert [employee.name for employee in Employee.objects.all()] == ["Anne Norum", "Odin", "Bo Pil", "Åse"]


def test_a_changed_name_stands_in_its_new_place_however_it_is_stored(solvik, amina, kari, ida) -> None:
    def in_order() -> list[str]:
        return [employee.family_name for employee in Employee.objects.all()]

    assert in_order() == ["Dahl", "Nilsen", "Yusuf"]
    amina.family_name = "Abdi"
    amina.save(update_fields=["family_name"])
    assert in_order() == ["Abdi", "Dahl", "Nilsen"]
    Employee.objects.filter(family_name="Abdi").update(family_name="Aasland")
    assert in_order() == ["Dahl", "Nilsen", "Aasland"]
    ida.family_name = "Øye"
    Employee.objects.bulk_update([ida], ["family_name"])
    assert in_order() == ["Nilsen", "Øye", "Aasland"]


def test_the_longest_and_oddest_names_are_stored(db) -> None:
    Employee.objects.create_user("1", given_name="\ufdfa" * 80, family_name="\U0001f600" * 80)

    assert len(Employee.objects.get().sort_key) == 400


def test_the_admins_list_is_in_order_across_its_pages(solvik, siri) -> None:
    names = [f"{start}{count:02}" for start in ("Aa", "Zahl", "Ær", "Øst", "Bø") for count in range(30)]
    Employee.objects.bulk_create(
        Employee(number=f"2{count:03}", given_name="Kim", family_name=name) for count, name in enumerate(names)
    )
    client = client_of(siri)
    pages = [client.get("/admin/people/employee/", {"p": page}).content.decode() for page in (1, 2)]

    shown = [name for page in pages for name in re.findall(r"Kim (\w+)</a>", page)]
    assert shown == sorted(names, key=sort_key)
    assert (shown[0], shown[-1]) == ("Bø00", "Aa29")


def test_the_choice_of_an_owner_is_in_order(solvik, siri, olav, roles) -> None:
    olav.family_name = "Aaland"
    olav.save()
    page = client_of(siri).get(f"/admin/handbook/section/{roles.pk}/change/").content.decode()

    owners = re.findall(r"<option[^>]*>([^<]*)</option>", page.partition('name="owner"')[2].partition("</select>")[0])
    assert owners == ["---------", "Siri Bakken (1003)", "Olav Aaland (1004)"]
