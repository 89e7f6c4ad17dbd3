"""What a coordinator does, in one call."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from django.test import Client
from django.urls import reverse
from tests.support.chat import OFFICIAL

from merhav.assets.models import Import

TOLD = {
    "writers": "open",
    "run_by": "residents",
    "society": "general",
    "neighbourhood": "הרקפות",
    "exported_on": "2026-08-28",
    "members": "40",
}


def drop(
    desk: Client, path: object, *, connector: str = "whatsapp_export", space: str = "הרחוב שלנו"
) -> object:
    """Drop a file; the answer is the page with its preview, or the form with a sentence."""
    with cast(Path, path).open("rb") as file:
        return desk.post(reverse("imports"), {"connector": connector, "space": space, "file": file})


def bring_in(desk: Client, path: object, work: object, **told: str) -> str:
    """Drop, tell, apply, and let the worker work; the batch."""
    page = drop(desk, path)
    batch: str = page.context["import"].batch  # type: ignore[attr-defined]
    roles = {
        f"role-{sender.pseudonym}": "official" if sender.name == OFFICIAL else "resident"
        for sender in page.context["senders"]  # type: ignore[attr-defined]
    }
    answer = desk.post(reverse("apply_import", kwargs={"batch": batch}), {**TOLD, **roles, **told})
    assert answer.status_code == 302, answer.content.decode()
    cast(Callable[[], None], work)()
    return batch


def stage(batch: str) -> str:
    return Import.of.everywhere().get(batch=batch).stage
