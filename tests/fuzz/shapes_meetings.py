"""Shapes of chats and meetings: WhatsApp on several phones, Telegram, Zoom. People are fictional."""

from datetime import UTC, datetime, timedelta

from tests.connectors.telegrams import STREET, account
from tests.connectors.test_whatsapp_facts import CHAT
from tests.connectors.test_whatsapp_proofs import HEADERS, NAMES
from tests.connectors.test_zoom_api import EVERY as OF_ZOOMS_INTERFACE
from tests.connectors.test_zoom_forms import POLLS, REGISTERED, WIDE
from tests.connectors.zoom_chats import NEW, OLD, START
from tests.connectors.zoom_files import STAYS, TIMED, totals, written
from tests.fuzz.seed import Seed, seed

_BEGINS = datetime(2026, 3, 27, 9, 31, tzinfo=UTC)
_SAID = ("מתי האספה?", "At eight\nin the school", "<Media omitted>", "شكرا", "https://example.org/a?b=c")


def _chat(header: str) -> str:
    """A short chat as a phone of that kind writes it."""
    moments = [_BEGINS + timedelta(minutes=7 * number) for number in range(10)]
    return "".join(
        f"{HEADERS[header](at)}{NAMES[number % len(NAMES)]}: {_SAID[number % len(_SAID)]}\n"
        for number, at in enumerate(moments)
    )


SEEDS: tuple[Seed, ...] = (
    seed("whatsapp_export", "WhatsApp Chat with Our street.txt", CHAT, date_order="dmy", members="30"),
    *(
        seed("whatsapp_export", "_chat.txt", _chat(header), date_order="dmy", exported_on="2026-04-01")
        for header in ("android en", "android ar", "ios he", "ios iso", "web copy")
    ),
    seed("telegram_export", "result.json", STREET, members="40"),
    seed("telegram_export", "result.json", account(STREET), exported_on="2026-02-01"),
    *(seed("zoom_report", "participants_89123456789.csv", shape(STAYS)) for shape in TIMED),
    seed("zoom_report", "participants_89123456789.csv", totals(STAYS), meeting_start="2025-03-22 19:00"),
    seed("zoom_chat", "meeting_saved_chat.txt", NEW, meeting_start=START, initiator="residents"),
    seed("zoom_chat", "meeting_saved_chat.txt", OLD, meeting_start=START),
    *(
        seed("zoom_api", "zoom.json", content, initiator="authority")
        for content in OF_ZOOMS_INTERFACE.values()
    ),
    *(seed("zoom_polls", "PollReport.csv", written(table)) for table in (POLLS, WIDE)),
    seed("zoom_registration", "RegistrationReport.csv", written(REGISTERED), exported_on="2025-03-23"),
    seed(
        "zoom_registration",
        "report.csv",
        written(REGISTERED[4:], encoding="utf-16"),
        exported_on="2025-03-23",
    ),
)
