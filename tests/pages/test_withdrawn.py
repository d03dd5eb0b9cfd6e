"""What is withdrawn is out of the order of reading from that day on; its text can still be read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handbook.models import Handbook, Section
from handbook.public.reader_editions import handbook_sections_for_reader
from tests.cast import TODAY
from tests.support.clients import client_of


def slugs_on(handbook: Handbook, days: int) -> list[str]:
    """The sections shown that many days from TODAY."""
    day = TODAY + timedelta(days=days)
    return [
        shown.version.section.slug
        for shown in handbook_sections_for_reader(handbook, language="nb", audience="everyone", on=day)
    ]


@pytest.mark.parametrize("withdrawn", ["section", "handbook"])
def test_a_text_is_shown_until_the_day_it_is_withdrawn(withdrawn: str, small: Handbook, roles: Section) -> None:
    row = roles if withdrawn == "section" else small
    row.withdrawn_on = TODAY
    row.save()
    assert slugs_on(small, -1) == ["roles", "privacy"]
    assert slugs_on(small, 0) == slugs_on(small, 1) == (["privacy"] if withdrawn == "section" else [])


def test_a_withdrawn_section_is_read_outside_the_order(amina, small: Handbook, roles: Section) -> None:
    roles.withdrawn_on = timezone.localdate()
    roles.save()
    client = client_of(amina, "nb")
    page = client.get("/handbooks/small/roles/")
    assert (page.status_code, page.context["is_withdrawn"], page.context["place"]) == (200, True, None)
    other = client.get("/handbooks/small/privacy/")
    assert (other.context["is_withdrawn"], other.context["place"].of, other.context["place"].previous) == (
        False,
        None,
        None,
    )
    assert "/handbooks/small/roles/" not in client.get("/handbooks/small/").content.decode()


def test_a_withdrawn_handbook_is_in_no_list_and_can_be_read(amina, small: Handbook) -> None:
    client = client_of(amina, "nb")
    assert "/handbooks/small/" in client.get("/handbooks/").content.decode()
    small.withdrawn_on = timezone.localdate()
    small.save()
    assert "/handbooks/small/" not in client.get("/handbooks/").content.decode()
    page = client.get("/handbooks/small/roles/")
    assert (page.status_code, page.context["place"]) == (200, None)
    assert "Et verv kan komme i konflikt med jobben din." in page.content.decode()
    assert client.get("/handbooks/small/roles/versions/").status_code == 200
