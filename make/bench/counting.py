"""Counts queries on the bench's own database, in a process of the site's settings: what is asked, not how fast."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.test import Client
from django.utils import timezone

from courses.models import Requirement
from handbook.drafting import open_draft, save_draft
from handbook.files import handbook_folders
from handbook.importing import import_folder
from handbook.models import LANGUAGES, Handbook, Kind, Section
from handbook.publishing import publish
from people.models import Employee
from people.staffing import found_unit, join
from tests.queries import queries


def of_pages(number: str, pages: Iterable[str]) -> None:
    """Print, as JSON, how many queries each page asks of an employee who is signed in, once the caches are warm."""
    client, counts = Client(), {}
    client.force_login(Employee.objects.get(number=number))
    for page in pages:
        client.get(page)
        with queries() as asked:
            assert client.get(page).status_code == 200
        counts[page] = len(asked)
    print(json.dumps(counts))


def of_publishing() -> None:
    """Print, as JSON, how many employees there are and how many queries publishing a new rule to them all asks."""
    at = timezone.now()
    section = Section.objects.select_related("handbook").order_by("handbook", "position")[0]
    draft = open_draft(section=section, by=None, at=at)
    texts = {f"message_{language}": f"{draft.text('message', language)} Igjen." for language in LANGUAGES}
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=at)
    with queries() as asked:
        # The translations of the sentence are nobody's word that they match: it is published all the same.
        publish(version=draft, kinds=Kind.NEW_RULE, although_not_ready=True, by=None, at=at)
    print(json.dumps([Employee.objects.count(), len(asked)]))


def hire_one() -> None:
    """The handbook, required of one employee alone, in a database that holds nothing yet."""
    at = timezone.now()
    for folder in handbook_folders(settings.CONTENT_DIR):
        import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=at)
        Requirement.objects.create(handbook=Handbook.objects.get(slug=folder.name), from_day=timezone.localdate(at))
    unit = found_unit(name="Solvik kommune", parent=None, by=None, at=at)
    employee = Employee.objects.create_user("1", given_name="Amina", family_name="Yusuf")
    join(employee=employee, unit=unit, from_day=timezone.localdate(at), by=None, at=at)
