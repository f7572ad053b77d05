"""When Python looks for garbage."""

import gc
from collections.abc import Iterator

import pytest

from bot.collecting import settle


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the collector as it was."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_the_collector_looks_seldom_and_only_at_what_is_new() -> None:
    before = gc.get_threshold()

    settle()

    assert gc.isenabled()
    assert gc.get_threshold()[0] > 10 * before[0]
    assert gc.get_threshold()[1:] == before[1:]
    assert gc.get_freeze_count() > 0
