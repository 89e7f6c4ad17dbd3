"""A town, its neighbour, and a chat of twelve people."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from tests.support.chat import chat
from tests.support.postgresql import whole_run

from merhav.authorities.models import Authority
from merhav.authorities.services import found_authority, give_access

PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A ledger and a staging folder for each test: what one test counts, another does not see."""
    catalogue = whole_run[0].new_database() if whole_run else str(tmp_path / "ledger.sqlite")
    settings.MERHAV_LEDGER_CATALOGUE = catalogue
    settings.MERHAV_LEDGER_DATA = tmp_path / "ledger"
    settings.MERHAV_STAGING = tmp_path / "staging"
    cache.clear()
    yield
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture
def town(transactional_db: None) -> Authority:
    authority = found_authority(name="עיר הדגל", population=20_000)
    give_access(authority=authority, username="coordinator", password=PASSWORD)
    return authority


@pytest.fixture
def neighbour(transactional_db: None) -> Authority:
    authority = found_authority(name="העיר השכנה", population=10_000)
    give_access(authority=authority, username="neighbour", password=PASSWORD)
    return authority


@pytest.fixture
def desk(town: Authority) -> Client:
    """A browser in which the town's coordinator has signed in."""
    client = Client()
    assert client.login(username="coordinator", password=PASSWORD)
    return client


@pytest.fixture
def next_door(neighbour: Authority) -> Client:
    client = Client()
    assert client.login(username="neighbour", password=PASSWORD)
    return client


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A chat of eight months among twelve residents and one official."""
    path = tmp_path / "WhatsApp Chat with street.txt"
    path.write_text(chat(months=8), encoding="utf-8")
    return path


@pytest.fixture
def work() -> object:
    """Let a worker do what waits."""
    return lambda: call_command("work", once=True)
