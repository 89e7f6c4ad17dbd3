"""WhatsApp's chat export: a text file, or a zip that holds one."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Answer, Connector, Item, Question, Report, Told
from merhav.connectors.chat.told import EXPORTED_ON, MEMBERS, TOPICS, with_told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.whatsapp.blocks import Block, blocks
from merhav.connectors.whatsapp.facts import Facts
from merhav.connectors.whatsapp.items import items_of
from merhav.connectors.whatsapp.recognition import group_name, recognised
from merhav.core.text import Refusal, Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset


class WhatsAppExport(Connector):
    """Who wrote when, and what kind of message; texts are read and let go."""

    slug = "whatsapp_export"
    asset = Asset.WHATSAPP
    title = _("WhatsApp chat")
    reads = _("A chat exported from WhatsApp on Android or iPhone: a .txt file, or the .zip that holds it.")
    how: ClassVar[tuple[Text, ...]] = (
        _("Open the group in WhatsApp on a telephone of one of its members."),
        _(
            "Android: ⋮ › More › Export chat › Without media. iPhone: the group's name › Export Chat › Without Media."
        ),
        _("Send the file to yourself by e-mail, and drop it here as it came."),
    )
    suffixes = (".txt", ".zip")
    has_people = True
    is_group = True
    asks: ClassVar[tuple[Question, ...]] = (
        Question(
            "date_order",
            _("Which comes first in this file's dates?"),
            Answer.CHOICE,
            choices=(("dmy", _("The day")), ("mdy", _("The month"))),
            help=_("No date in the file tells: every number is twelve or less, and both orders make sense."),
            required=True,
            only_if="date_order",
        ),
        EXPORTED_ON,
        MEMBERS,
        TOPICS,
    )

    def recognises(self, head: Head) -> float:
        return recognised(head)

    def space_in(self, head: Head) -> str:
        return group_name(head.name)

    def blocks(self, source: Source, told: Told, report: Report) -> Iterator[Block]:
        """The chat as columns (local seconds, senders, texts), some thousand messages at a time: the fast path on
        which `items` and `rows` stand. Raises `Refusal` when the file is no chat, broken or hostile.
        """
        return blocks(source, told, report)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        for block in blocks(source, told, report):
            yield from items_of(block, report)

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        return Facts(people, told, report).rows(_dated(blocks(source, told, report), report))

    def finished(self, rows: Iterator[Row], told: Told, people: Pseudonyms) -> Iterator[Row]:
        return with_told(rows, told, people, Facts.messenger)


def _dated(read: Iterator[Block], report: Report) -> Iterator[Block]:
    """The blocks, if the order of day and month is known."""
    for block in read:
        if "date_order" in report.asks:
            raise Refusal(
                _("Day and month cannot be told apart in this file; say which comes first (date_order).")
            )
        yield block
