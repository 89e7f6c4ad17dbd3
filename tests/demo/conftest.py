"""The town's files, written once for all tests of them."""

from pathlib import Path

import pytest
from tests.demo.files import LAST

from merhav.demo.generate import Story, generate, story
from merhav.demo.manifest import Manifest


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def manifest(folder: Path) -> Manifest:
    return generate(folder, last_month=LAST)


@pytest.fixture(scope="session")
def told() -> Story:
    return story(last_month=LAST)
