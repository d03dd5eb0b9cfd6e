"""Every page of the URL configuration, in its states, in every language, in light and dark, wide and narrow. A page is
opened once a language and looked at in every way there."""

from collections import Counter, defaultdict
from typing import Literal

from tests.journeys.looking import Colours, lost
from tests.journeys.pages import NO_PAGE, SAMPLES, Sample, each_page, open_sample, routes
from tests.journeys.visits import SMALLEST, resize

LANGUAGES = ("nb", "nn", "en")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_every_route_has_a_sample_or_a_reason_to_have_none() -> None:
    assert {each.route for each in SAMPLES} | set(NO_PAGE) == set(routes())


def test_no_sample_has_the_name_of_another() -> None:
    assert [name for name, count in Counter(map(str, SAMPLES)).items() if count > 1] == []


@each_page
def test_axe_finds_nothing_and_nothing_is_wider_than_the_smallest_phone(sample: Sample, axe_desk, site, facts) -> None:
    found, colours = defaultdict[str, list[str]](list), Colours()
    for language in LANGUAGES:
        page = axe_desk.page(sample.number(facts), language=language)
        open_sample(sample, page, site, facts, language)
        for scheme in SCHEMES:
            for line in colours.examined(page, scheme):
                found[line].append(f"{language} {scheme}")
        resize(page, SMALLEST)
        for menu in page.locator(".site-menu:not([open]) summary:visible").all():
            menu.click()
        for line in lost(page):
            found[line].append(f"{language} {SMALLEST}")
    assert found == {}
