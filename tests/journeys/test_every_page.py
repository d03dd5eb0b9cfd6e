"""Every page of the URL configuration, in its states, in every language, in light and dark."""

from collections import Counter
from typing import Literal

import pytest

from tests.journeys.looking import NOTHING, examined
from tests.journeys.pages import NO_PAGE, SAMPLES, Sample, open_sample, routes

LANGUAGES = ("nb", "nn", "en")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
each_page = pytest.mark.parametrize("sample", SAMPLES, ids=str)


def test_every_route_has_a_sample_or_a_reason_to_have_none() -> None:
    assert {each.route for each in SAMPLES} | set(NO_PAGE) == set(routes())


def test_no_sample_has_the_name_of_another() -> None:
    assert [name for name, count in Counter(map(str, SAMPLES)).items() if count > 1] == []


@each_page
def test_axe_finds_nothing(sample: Sample, visits, site, facts) -> None:
    found = {}
    for language in LANGUAGES:
        page = visits.page(sample.number(facts), language=language)
        open_sample(sample, page, site, facts, language)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found[language, scheme] = examined(page)
    assert found == {(language, scheme): NOTHING for language in LANGUAGES for scheme in SCHEMES}
