"""What is there on a phone alone."""

from tests.journeys.visits import PHONE


def test_the_button_of_the_menu_stays_where_it_is(visits, facts) -> None:
    page = visits.page(facts.newcomer, width=PHONE)
    page.goto("/")
    button = page.locator(".site-menu summary")
    before = button.bounding_box()
    button.click()
    assert page.locator(".site-menu nav").is_visible()
    assert button.bounding_box() == before
