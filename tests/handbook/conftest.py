from pathlib import Path

import pytest

from handbook.models import Handbook, Section
from tests.handbook.searching import publish_speech


@pytest.fixture
def speech(content: Path, small: Handbook) -> Section:
    """A section whose words the tests of the search know, between the small handbook's two."""
    publish_speech(content)
    return Section.objects.select_related("handbook").get(slug="speech")
