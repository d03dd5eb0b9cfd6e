from collections.abc import Iterator

import pytest

from tests.live.server import Filled, Site, prepared, serving


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """The people and the handbook; nobody has begun."""
    with prepared(tmp_path_factory, "empty") as filled:
        yield filled


@pytest.fixture
def site(empty: Filled) -> Iterator[Site]:
    """The server that `make run` starts, where nobody has begun."""
    with serving(empty) as running:
        yield running
