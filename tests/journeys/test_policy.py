"""The content security policy is kept on every page. At a desk of its own: axe makes reports itself."""

from tests.journeys.listening import listening, violations
from tests.journeys.pages import Sample, each_page, open_sample
from tests.journeys.visits import PHONE

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@each_page
def test_the_policy_is_sent_and_kept_and_nothing_is_missing(sample: Sample, listening_desk, site, facts) -> None:
    page = listening_desk.page(sample.number(facts), width=PHONE)
    with listening(page) as heard:
        open_sample(sample, page, site, facts)

    assert violations(page) == []
    assert [each for each in heard.complaints if not is_about_the_page_itself(each)] == []
    pages = [each for each in heard.answers if each.request.is_navigation_request() and not 300 <= each.status < 400]
    assert [directives(each.headers["content-security-policy"]) for each in pages] == [directives(POLICY)] * len(pages)
    parts = [each for each in heard.answers if not each.request.is_navigation_request()]
    assert [each.url for each in parts if each.status >= 400] == []
    assert {each.url.startswith(f"{site.address}/static/") for each in parts} == {True}


def is_about_the_page_itself(complaint: str) -> bool:
    """A browser writes each answer of 4xx to the console: those of the page are what the sample asks for."""
    return complaint.startswith("Failed to load resource: the server responded with a status of 4")


def directives(policy: str) -> dict[str, frozenset[str]]:
    parts = (each.split() for each in policy.split(";"))
    return {name: frozenset(sources) for name, *sources in parts}
