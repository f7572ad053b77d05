"""Fixtures of the tests of people and reports."""

from datetime import datetime

import pytest

from tests.knowledge.work.office import NOW, Office, make_office


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def now() -> datetime:
    return NOW
