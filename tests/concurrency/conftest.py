"""The ground of the stampedes."""

import pytest

from tests.concurrency.herd import Town, make_town


@pytest.fixture
def town(database_url: str) -> Town:
    """A portal with one offering, on each database."""
    return make_town(database_url)
