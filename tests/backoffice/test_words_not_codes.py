"""The lists and pages of the admin show words where the database has codes."""

import re

from django.apps import apps
from django.conf import settings
from django.contrib.admin import site
from django.urls import reverse
from django.utils.html import strip_tags

from handbook.public.remarks import send_remark
from handbook.sections import withdraw_section
from tests.cast import MONDAY, TODAY, hire
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.drafts import drafted

APPS = ("handbook", "courses", "people", "records")
CELLS = re.compile(r'<(?:td|th scope="row"|div class="readonly"|li)[^>]*>(.*?)</(?:td|th|div|li)>', re.DOTALL)


def codes() -> set[str]:
    """What the columns with choices store, where that is no word that a reader is shown, and the languages."""
    stored = set(dict(settings.LANGUAGES))
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.fields:
                stored |= {str(code) for code, label in field.flatchoices if code and str(code) != str(label)}
    return stored


def cells(page: str) -> set[str]:
    return {" ".join(strip_tags(cell).split()) for cell in CELLS.findall(page)}


def test_no_cell_of_a_list_or_page_is_a_code(solvik, siri, amina, roles, privacy, required) -> None:
    complete(amina, roles)
    drafted(roles, siri)
    withdraw_section(section=privacy, on=TODAY, by=siri, at=MONDAY)
    send_remark(
        text="Feil.", name="", page="/", clause="", section=roles, version=1, language="nn", address="::1", at=MONDAY
    )
    client = signed_in(hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True))
    shown, pages = set(), 0
    for model in site._registry:
        if model._meta.app_label not in APPS:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses = [reverse(f"{name}_changelist")]
        if model._meta.model_name not in ("lawtext", "pagetext") and (
            row := model._default_manager.order_by("-pk").first()
        ):
            addresses.append(reverse(f"{name}_change", args=[row.pk]))
        for address in addresses:
            response = client.get(address, follow=True)
            assert response.status_code == 200, address
            shown |= {(address, cell) for cell in cells(response.content.decode())}
            pages += 1
    assert pages > 12
    assert {cell for cell in shown if cell[1] in codes()} == set()


def test_there_is_nothing_to_save_on_the_page_of_a_remark(siri, roles) -> None:
    send_remark(
        text="Feil.", name="", page="/", clause="", section=roles, version=1, language="nn", address="::1", at=MONDAY
    )
    client, list_page = signed_in(siri), "/admin/handbook/remark/"
    (pk,) = [remark.pk for remark in apps.get_model("handbook.Remark").objects.all()]
    page = client.get(f"{list_page}{pk}/change/").content.decode()
    assert ('name="_save"' in page, "nynorsk" in page) == (False, True)
    answer = client.post(f"{list_page}{pk}/change/", {}, follow=True)
    assert (answer.redirect_chain, "messagelist" in answer.content.decode()) == ([(list_page, 302)], False)
    done = client.post(list_page, {"action": "handled", "_selected_action": [pk]}, follow=True)
    assert "1 melding er merket som behandlet." in strip_tags(done.content.decode())


def test_the_page_of_a_receipt_says_what_it_covers_and_folds_the_check_codes(
    siri, amina, kari, roles, required
) -> None:
    client = signed_in(siri)
    pages = {}
    for employee in (amina, kari):
        address = reverse("admin:courses_completion_change", args=[complete(employee, roles).pk])
        pages[employee] = client.get(address).content.decode()
    first, folded, codes_of_it = pages[amina].partition("<details")
    assert "Punktene for alle: hele teksten Punktene for ledere: ikke spurt om Grunn: første gang" in " ".join(
        strip_tags(first).split()
    )
    assert "Punktene for ledere: hele teksten" in " ".join(strip_tags(pages[kari]).split())
    assert (bool(folded), "Kontrollkode for kvitteringen" in codes_of_it, "Kontrollkode" in first) == (
        True,
        True,
        False,
    )


def test_the_desk_asks_who_must_complete_what(siri) -> None:
    page = signed_in(siri).get("/admin/").content.decode()
    assert re.findall(r'<a href="/admin/courses/requirement/"[^>]*>([^<]*)</a>', page) == ["Hvem skal fullføre hva"]
