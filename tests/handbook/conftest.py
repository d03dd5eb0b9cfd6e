from pathlib import Path

import pytest

from handbook.models import Handbook, Section
from tests.cast import publish_small, published
from tests.support.search import publish_speech, write_speech


@pytest.fixture
def small(db, content: Path, request: pytest.FixtureRequest) -> Handbook:
    """The small handbook; with the section «speech» where a test asks for it, so that both are made but once."""
    if "speech" not in request.fixturenames:
        return published(lambda: publish_small(content), of="small")

    def publish_both() -> None:
        publish_small(content)
        publish_speech(content)

    handbook = published(publish_both, of="speech")
    write_speech(content)
    return handbook


@pytest.fixture
def speech(small: Handbook) -> Section:
    """A section whose words the tests of the search know, between the small handbook's two."""
    return Section.objects.select_related("handbook").get(slug="speech")
