"""Saved chats of Zoom, newer and older. People are fictional."""

from collections.abc import Sequence

from tests.connectors.chats import source
from tests.connectors.zoom_files import KEY, done

from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.zoom_chat import ZoomChat
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.facts.rows import Activity, Row
from merhav.facts.words import Verb

FOLDER = "2026-03-22 19.30.11 שיתוף ציבור 81234567890"
START = "2026-03-22 19:30"
NEW = """\
19:31:00 From Dana Levi (Host) to Everyone:
\tברוכים הבאים! When does the new park open?
19:32:00 From נועה כהן to Everyone:
\tReplying to "ברוכים הבאים! When d..."
\t
\tIn May, I think
\tor in June
19:32:30 From Omri to Everyone:
\tReacted to "In May, I think..." with 👍
19:33:00 From Omri to Dana Levi (Host) (Direct Message):
\tmy telephone is 050-0000000
19:33:30 From Omri to Everyone:
\tRemoved a 👍 reaction from "In May, I think..."
19:34:00 From سميرة to Everyone:
\tشكرا
\tOmri, נועה כהן:❤️
"""
OLD = """\
19:31:00\t From  Dana Levi : When does the new park open?
19:32:00\t From  Noa  to  Everyone : In May, I think
or in June
19:33:00\t From  Omri  to  Dana Levi(Privately) : my telephone is 050-0000000
"""


def rows(
    content: str | Source, report: Report | None = None, name: str = "meeting_saved_chat.txt", **told: str
) -> list[Row]:
    reader, people = ZoomChat(), Pseudonyms(KEY)
    file = content if isinstance(content, Source) else source(content, name)
    return list(
        reader.finished(reader.rows(file, Told(told), people, report or Report()), Told(told), people)
    )


def items(content: str, **told: str) -> list[dict[str, object]]:
    return [dict(item) for item in ZoomChat().items(source(content), Told(told), Report())]


def written(found: Sequence[Row], topic: str | None = None) -> list[Activity]:
    return [row for row in done(found, Verb.CREATE) if row.topic == topic]
