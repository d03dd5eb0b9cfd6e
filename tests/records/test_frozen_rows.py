"""Whatever way is tried, frozen rows are refused every change by the database, past all guards written in Python."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.models import QuerySet
from django.db.models.sql import DeleteQuery

from courses.withdrawing import withdraw_question
from handbook.drafting import open_draft
from handbook.models import Version
from handbook.pages import standing
from handbook.saving_pages import Typed, save_page
from handbook.staging import sign_off
from handbook.vouching import vouch_clauses
from records.models import AppendOnly, Payload, frozen_models
from tests.cast import MONDAY
from tests.courses.test_studying import begin, complete

FROZEN = sorted(frozen_models(), key=lambda model: model._meta.label)
REFUSED = "rettesnor: this row is frozen"


@pytest.fixture
def filled(amina, siri, olav, roles, privacy, required) -> None:
    """A row at least in every frozen table."""
    complete(amina, roles)
    complete(amina, privacy)
    begin(siri, roles)
    version = Version.objects.get(section=roles, number=1)
    withdraw_question(version=version, question="board", reason="To svar er riktige.", by=olav, at=MONDAY)
    vouch_clauses(section=roles, language="nn", clauses=["roles-1"], number=1, by=siri, at=MONDAY)
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    sign_off(draft=draft, revision=draft.revision, name="Advokat Lund", by=siri, at=MONDAY)
    (stands,) = standing(["privacy"])
    changed = Typed("Personvernet", stands.source.source, stands.source.digest)
    save_page(slug="privacy", typed={"nb": changed}, by=siri, at=MONDAY)


def another_value(field: "models.Field[Any, Any]") -> object:
    """Something that the column takes and does not hold."""
    if isinstance(field, models.BooleanField):
        return models.Case(models.When(**{field.attname: True}, then=False), default=True)
    return "0"


def a_column(model: type[models.Model]) -> "models.Field[Any, Any]":
    """A column of text, or of yes and no, to try changes on."""
    kinds = (models.CharField, models.TextField, models.BooleanField)
    return next(field for field in model._meta.fields if isinstance(field, kinds) and not field.choices)


def rows(model: type[models.Model]) -> QuerySet[Any]:
    """Django's own set of rows, without the guards of ours."""
    return QuerySet(model)


def snapshot(model: type[models.Model]) -> list[dict[str, object]]:
    return list(rows(model).order_by("pk").values())


def save(model: type[models.Model]) -> None:
    """What `Model.save` does, without the guards of ours."""
    row = rows(model).first()
    setattr(row, a_column(model).attname, "0" if not isinstance(a_column(model), models.BooleanField) else True)
    row.save_base(force_update=True)


def update(model: type[models.Model]) -> None:
    rows(model).update(**{a_column(model).attname: another_value(a_column(model))})


def update_one(model: type[models.Model]) -> None:
    rows(model).filter(pk=rows(model).first().pk).update(**{a_column(model).attname: another_value(a_column(model))})


def bulk_update(model: type[models.Model]) -> None:
    rows(model).bulk_update(list(rows(model)), [a_column(model).attname])


def delete_row(model: type[models.Model]) -> None:
    """What `Model.delete` comes to once nothing protects the row."""
    DeleteQuery(model).delete_batch([rows(model).first().pk], "default")


def delete_rows(model: type[models.Model]) -> None:
    rows(model)._raw_delete("default")


def upsert(model: type[models.Model]) -> None:
    row, column = rows(model).first(), a_column(model).attname
    rows(model).bulk_create([row], update_conflicts=True, update_fields=[column], unique_fields=["pk"])


def raw_update(model: type[models.Model]) -> None:
    column = connection.ops.quote_name(model._meta.pk.column)
    execute(f"UPDATE {table(model)} SET {column} = {column}")


def raw_delete(model: type[models.Model]) -> None:
    execute(f"DELETE FROM {table(model)}")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


WAYS = (save, update, update_one, bulk_update, delete_row, delete_rows, upsert, raw_update, raw_delete)


def refused(way: Callable[[type[models.Model]], None], model: type[models.Model]) -> None:
    before = snapshot(model)
    assert before != []
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        way(model)
    assert snapshot(model) == before


def test_these_are_the_frozen_tables() -> None:
    assert [model._meta.label for model in FROZEN] == [
        "courses.Answer",
        "courses.Completion",
        "courses.Credit",
        "courses.WithdrawnQuestion",
        "handbook.Approval",
        "handbook.Change",
        "handbook.ClauseText",
        "handbook.Edition",
        "handbook.PageText",
        "handbook.TranslationCheck",
        "records.Event",
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model._meta.label)
def test_the_database_refuses(way, model: type[AppendOnly], filled) -> None:
    refused(way, model)


@pytest.mark.parametrize("model", [*FROZEN, Version, Payload], ids=lambda model: model._meta.label)
def test_no_row_can_be_put_in_the_place_of_another(model: type[models.Model], filled) -> None:
    """INSERT OR REPLACE is SQLite's own; elsewhere a key that is taken is refused anyhow."""
    columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
    before = snapshot(model)
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(f"{word} INTO {table(model)} ({columns}) SELECT {columns} FROM {table(model)} LIMIT 1")
    assert snapshot(model) == before


@pytest.fixture
def nothing_pending(filled) -> None:
    """A test is one transaction, and PostgreSQL truncates no table whose keys are still to be checked."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.usefixtures("nothing_pending")
@pytest.mark.parametrize("model", [*FROZEN, Payload, Version], ids=lambda model: model._meta.label)
def test_emptying_a_whole_table_is_refused(model: type[models.Model]) -> None:
    """TRUNCATE is PostgreSQL's; SQLite empties a table with DELETE."""
    before = snapshot(model)
    statement = (
        f"TRUNCATE {table(model)} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table(model)}"
    )
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        execute(statement)
    assert snapshot(model) == before


# A published version keeps its number, its section and its moment, and stays; a payload is kept or erased whole.


@pytest.mark.parametrize(
    "change",
    [
        "number = 9",
        "number = NULL, published_at = NULL",
        "section_id = section_id + 1",
        "published_at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_a_published_version_keeps_what_it_is(change: str, small) -> None:
    before = snapshot(Version)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        execute(f"UPDATE {table(Version)} SET {change} WHERE published_at IS NOT NULL")
    assert snapshot(Version) == before


def test_a_published_version_cannot_be_saved_as_something_else(roles) -> None:
    version = Version.objects.published().get(section=roles)
    for facts in ({"number": 9}, {"number": None, "published_at": None}):
        changed = Version.objects.get(pk=version.pk)
        for name, value in facts.items():
            setattr(changed, name, value)
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            changed.save()
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            Version.objects.bulk_update([changed], list(facts))
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**facts)
    assert Version.objects.get(pk=version.pk).number == 1


def test_a_published_version_cannot_be_deleted(small) -> None:
    for way in (delete_row, delete_rows, raw_delete):
        refused(way, Version)


@pytest.mark.parametrize(
    "change", ["content = 'other'", "salt = 'other'", "content = 'other', salt = 'other'", "id = id"], ids=str
)
def test_a_payload_is_not_changed(change: str, filled) -> None:
    before = snapshot(Payload)
    blank = change.replace("'other'", "X'00'" if connection.vendor == "sqlite" else "'\\x00'::bytea")
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        execute(f"UPDATE {table(Payload)} SET {blank}")
    assert snapshot(Payload) == before


def test_a_payload_is_not_deleted(filled) -> None:
    for way in (delete_row, delete_rows, raw_delete):
        refused(way, Payload)


def test_an_erased_payload_is_not_filled_again(filled) -> None:
    Payload.objects.update(content=None, salt=None)
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        Payload.objects.update(content=b"other", salt=b"other")
    assert set(Payload.objects.values_list("content", "salt")) == {(None, None)}
