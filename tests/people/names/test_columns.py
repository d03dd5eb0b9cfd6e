"""Columns that follow from others are filled for the rows of older databases too."""

from importlib import import_module

from django.apps import apps

from people.models import Employee, Unit

fill_keys = import_module("people.migrations.0009_fill_keys_of_names")


def test_the_migration_fills_what_the_model_would(solvik, amina, kari) -> None:
    def keys() -> tuple[list[tuple[str, ...]], list[str]]:
        people = Employee.objects.order_by("pk").values_list("sort_key", "search_text")
        return list(people), list(Unit.objects.values_list("search_text", flat=True))

    before = keys()
    Employee.objects.update(sort_key="", search_text="")
    Unit.objects.update(search_text="")
    fill_keys.fill(apps, None)

    assert keys() == before
    assert before[0][0][1] == "amina yusuf 1001"
