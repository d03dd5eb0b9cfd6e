"""Dates and times as each language writes them."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from courses.templatetags.short_days import short_day
from tests.cast import MONDAY

WRITTEN = {
    "nb": ("23. november 2026", "23. november 2026 kl. 09.00", "09.00"),
    "nn": ("23. november 2026", "23. november 2026 kl. 09.00", "09.00"),
    "en": ("23 November 2026", "23 November 2026, 09:00", "09:00"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_moment_is_written_as_the_language_writes_it(language: str) -> None:
    written = [f'{{{{ at|{kind}:"{kind.upper()}_FORMAT" }}}}' for kind in ("date", "time")]
    template = Template(f'{written[0]}\n{{{{ at|date:"DATETIME_FORMAT" }}}}\n{written[1]}')
    with translation.override(language):
        assert tuple(template.render(Context({"at": MONDAY})).split("\n")) == WRITTEN[language]


IN_LISTS = {"nb": ("23. nov.", "23.11."), "nn": ("23. nov.", "23.11."), "en": ("23 Nov", "23/11/")}


@pytest.mark.parametrize("language", IN_LISTS)
def test_a_day_in_a_list_is_short_and_has_its_year_if_that_is_another(language: str) -> None:
    year = timezone.localdate().year
    this_year, another_year = IN_LISTS[language]
    with translation.override(language):
        assert short_day(date(year, 11, 23)) == this_year
        assert short_day(date(year - 1, 11, 23)) == f"{another_year}{year - 1}"


@pytest.mark.parametrize("language", WRITTEN)
def test_a_day_that_is_typed_as_it_is_shown_first_is_understood(language: str) -> None:
    with translation.override(language):
        field = forms.DateField(localize=True)
        assert field.clean(field.widget.format_value(date(2026, 12, 4))) == date(2026, 12, 4)
