"""A real browser before a real server, with a town whose readings are there."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.support.town import exported, own_files, town, work

__all__ = ["exported", "own_files", "town", "work"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in the tests' thread


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None and os.environ.get("MERHAV_NO_SKIP") == "1":
        pytest.fail("no chromium (apt-get install chromium)")
    if CHROMIUM is None:
        pytest.skip("no chromium (apt-get install chromium)")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": _ARGS}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
