"""The order of Norwegian names."""

from people.name_order import alphabetical


def test_names_stand_as_in_a_norwegian_list() -> None:
    expected = [
        "Aamodt", "Abel", "Ánne", "Bø", "Çelik", "Čoahkka", "Dahl", "Đorđević", "Eide", "Ŋálgu", "Nilsen", "O'Neill",
        "Sara", "Šimon", "Tor", "Ŧor", "Van Dam", "Zahl", "Žan", "Ærlig", "Öberg", "Ørn", "Øst-Lie", "Østby", "Åberg",
        "Ås",
    ]  # fmt: skip
    mixed = expected[::-1]
    assert sorted(mixed, key=alphabetical) == expected


def test_capitals_and_marks_make_no_difference_but_between_equal_names() -> None:
    assert alphabetical("ånne")[0] == alphabetical("ÅNNE")[0] != alphabetical("Anne")[0]
    assert alphabetical("Ánne")[0] == alphabetical("Anne")[0]
    # Å written as a letter and a ring is the same letter.
    assert alphabetical("A\u030as") > alphabetical("Østby")
    assert sorted(["Ánne", "Anne"], key=alphabetical) == ["Anne", "Ánne"]
