"""Telegram Desktop's export of a chat, or of all chats of an account, as JSON."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.chat.told import EXPORTED_ON, MEMBERS, TOPICS, with_told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.telegram.chats import CHAT, messages, name_in, recognised
from merhav.connectors.telegram.facts import Facts
from merhav.connectors.telegram.messages import item, read
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class TelegramExport(Connector):
    """Who wrote when, and who answered whom where the chat tells it; texts are read and let go.

    Groups and channels are read, private conversations never. Messengers are one asset, so the facts are WhatsApp's.
    """

    slug = "telegram_export"
    asset = Asset.WHATSAPP
    title = _("Telegram chat")
    reads: ClassVar[Text] = _(
        "A group or channel exported from Telegram Desktop as JSON: the file result.json, or a zip that holds it."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _("Open the group in Telegram Desktop on a computer; the telephone's app has no export."),
        _(
            "⋮ › Export chat history: leave photos and videos out, choose the format “Machine-readable JSON”, and click Export."
        ),
        _("Drop the file result.json here as it came."),
    )
    suffixes = (".json", ".zip")
    has_people = True
    is_group = True
    asks: ClassVar[tuple[Question, ...]] = (CHAT, EXPORTED_ON, MEMBERS, TOPICS)

    def recognises(self, head: Head) -> float:
        return recognised(head)

    def space_in(self, head: Head) -> str:
        return name_in(head)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """One for each message and notice: time in UTC (ISO 8601), names as the exporter's app shows them."""
        for number, raw in enumerate(messages(source, told, report), start=1):
            message = read(raw)
            if isinstance(message, Text):
                report.problem(number, str(raw), message)
                continue
            report.items += not message.is_notice
            yield item(message)

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """Messages, polls, memberships and the outcome of subjects; reactions as a number for each message.

        Where a message says what it replies to, that holds; else who is answered is inferred (decision 3).
        """
        return Facts(people, told, report).rows(messages(source, told, report))

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people, Facts.messenger)
