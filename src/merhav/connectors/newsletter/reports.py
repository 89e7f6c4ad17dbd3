"""The report of one campaign, as Mailchimp and MailerLite (Classic) export it: names and values, in sections.

```
Email Campaign Report                       Campaign Report                     Campaign report
"Title:","Spring"                           "Title:","Spring"                   "Subject:","Spring"
"Delivery Date/Time:","Mon, Apr 26, 2021…"  "Delivery Date/Time:","Sat, May…"   "Sent","2021-09-28 13:00:00"
"Overall Stats"                             "Combination 1 Stats"               "Campaign results"
"Recipients Who Opened:","350 (35.18%)"     "Recipients Who Opened:","141…"     "Opened:","1085 (26.66%)"
"Clicks by URL"                             "Combination 2 Stats"…              "Links activity"
```

The arms of a test went to different people, so their numbers add up.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from merhav.connectors.base import Report
from merhav.connectors.heads import Head, plain_word
from merhav.connectors.moments import MONTH_FIRST
from merhav.core.text import Refusal, _

from .dates import at
from .mailchimp import GENERATIONS
from .tally import Campaign, count_in

_FIRST_LINES = {"email campaign report", "campaign report"}
_COUNTS = {
    "total recipients": "sent",
    "successful deliveries": "delivered",
    "bounces": "bounces",
    "recipients who opened": "opens",
    "recipients who clicked": "clickers",
    "total clicks": "clicks",
    "total unsubs": "unsubscribes",
    "total abuse complaints": "complaints",
    "total emails sent": "sent",
    "opened": "opens",
    "clicked": "clickers",
    "unsubscribed": "unsubscribes",
    "spam complaints": "complaints",
    "hard bounce": "bounces",
    "soft bounce": "bounces",
}
_SENT = {"delivery date/time", "sent"}
_LATEST = {"last open date", "last click date"}
_LINKS = re.compile(r"clicks by url$|^links activity$")
_ASIDE = {"reading environment", "top email clients"}
_MAILERLITE = {measure: f"mailerlite:{measure}" for measure in dict.fromkeys(_COUNTS.values())}


class Link(NamedTuple):
    """Clicks of one link: how often, and by how many."""

    url: str
    total: float
    unique: float


@dataclass(slots=True)
class Single:
    """What one report says."""

    title: str = ""
    subject: str = ""
    sent: datetime | None = None
    latest: datetime | None = None
    arms: int = 0
    is_mailerlite: bool = False
    overall: dict[str, float] = field(default_factory=dict)
    of_arms: dict[str, float] = field(default_factory=dict)
    on_links: float | None = None
    """Clicks on all links together."""

    @property
    def counts(self) -> dict[str, float]:
        counts = dict(self.of_arms or self.overall)
        if self.on_links is not None:
            counts.setdefault("clicks", self.on_links)
        if "delivered" not in counts and {"sent", "bounces"} <= counts.keys():
            counts["delivered"] = max(counts["sent"] - counts["bounces"], 0)
        return counts

    @property
    def generations(self) -> dict[str, str]:
        if self.is_mailerlite:
            return _MAILERLITE | {
                "delivered": "mailerlite:sent_less_bounced",
                "clicks": "mailerlite:clicks_on_links",
            }
        return GENERATIONS

    def campaign(self, name: str) -> Campaign:
        """Raises `Refusal` where the report does not say when it was sent, or counts nothing."""
        if self.sent is None or not self.counts:
            raise Refusal(
                _(
                    "%(name)s is a report that does not say when the campaign was sent, and to how many.",
                    name=name,
                )
            )
        return Campaign(self.title or self.subject, self.sent, self.counts, latest=self.latest)


def is_report(head: Head) -> bool:
    if plain_word(head.lines[0].rstrip(",;\t")) not in _FIRST_LINES:
        return False
    words = {plain_word(row[0]) for row in head.rows if row}
    return bool(words & {"delivery date/time", "total emails sent", "overall stats"})


@dataclass(slots=True)
class _Reading:
    single: Single
    report: Report
    section: str = ""

    def line(self, number: int, row: Sequence[str]) -> Link | None:
        filled = [text.strip() for text in row if text.strip()]
        if len(filled) == 1:
            self._section(plain_word(filled[0]))
        elif _LINKS.search(self.section):
            return self._link(row)
        elif len(filled) > 1 and self.section not in _ASIDE:
            self._value(number, plain_word(filled[0]), filled[1], row)
        return None

    def _section(self, name: str) -> None:
        self.section = name
        if name.startswith("combination") and name.endswith("stats"):
            self.single.arms += 1

    def _link(self, row: Sequence[str]) -> Link | None:
        first, second = (count_in(text) for text in (*row[1:3], "", "")[:2])
        if first is None or second is None:
            return None  # the head of the columns
        # Mailchimp writes all clicks first, MailerLite the people who clicked.
        total, unique = max(first, second), min(first, second)
        self.single.on_links = (self.single.on_links or 0) + total
        return Link(row[0].strip(), total, unique)

    def _value(self, number: int, name: str, text: str, row: Sequence[str]) -> None:
        single = self.single
        if name in _SENT:
            single.sent = at(text, MONTH_FIRST) or single.sent
        elif name in _LATEST:
            self._latest(at(text, MONTH_FIRST))
        elif name == "title":
            single.title = text
        elif name in {"subject", "subject line"}:
            single.subject = single.subject or text
        elif name in _COUNTS:
            self._count(number, name, text, row)

    def _latest(self, moment: datetime | None) -> None:
        if moment is not None:
            self.single.latest = max(moment, self.single.latest or moment)

    def _count(self, number: int, name: str, text: str, row: Sequence[str]) -> None:
        value = count_in(text)
        if value is None:
            self.report.problem(number, ",".join(row), _("%(text)s is no number of people.", text=text[:40]))
            return
        self.single.is_mailerlite |= name == "total emails sent"
        counts = self.single.of_arms if self.section.startswith("combination") else self.single.overall
        measure = _COUNTS[name]
        counts[measure] = counts.get(measure, 0) + value


def read(lines: Iterable[tuple[int, Sequence[str]]], single: Single, report: Report) -> Iterator[Link]:
    """The links of a report in the file's order; `single` is whole once they are exhausted."""
    reading = _Reading(single, report)
    for number, row in lines:
        link = reading.line(number, row)
        if link is not None:
            yield link
