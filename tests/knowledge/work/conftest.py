"""Fixtures of the tests of people and reports."""

import sqlite3
from datetime import datetime

import pytest

from knowledge.database import connect
from tests.knowledge.work.office import NOW, Office, make_office
from tests.knowledge.work.sample_year import sample_year


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def year() -> sqlite3.Connection:
    """A year and a half of reports, to be read only."""
    connection = connect(":memory:")
    sample_year(connection, before=40)
    return connection
