"""The admin's front page says what the visitor did last, in words."""

from datetime import timedelta

from handbook.sections import bring_back_section, withdraw_section
from tests.cast import MONDAY, TODAY
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.text import page_text


def test_it_names_the_visitors_own_actions_newest_first_and_nobody_elses(siri, olav, roles, privacy, required) -> None:
    withdraw_section(section=roles, on=TODAY, by=olav, at=MONDAY)
    bring_back_section(section=roles, by=olav, at=MONDAY + timedelta(hours=1))
    withdraw_section(section=privacy, on=TODAY, by=siri, at=MONDAY)
    complete(olav, roles)
    page = page_text(signed_in(olav).get("/admin/"))
    newest, older = (page.index(f"Kapittel {verb}: Rollene dine") for verb in ("tatt inn igjen", "trukket tilbake"))
    assert newest < older
    assert "Kapittel trukket tilbake: Personvern" not in page
    assert "Lesing bekreftet" not in page
    assert "Kapittel trekt tilbake: Personvern" in page_text(signed_in(siri, "nn").get("/admin/"))


def test_without_any_it_says_so(siri, required) -> None:
    assert "Du har ikke endret noe ennå." in page_text(signed_in(siri).get("/admin/"))
