"""A table of the items that stood in issues: one row for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import plain_word
from merhav.connectors.mapping import Field, mapped
from merhav.connectors.people import Pseudonyms
from merhav.connectors.tables import cell
from merhav.core.text import Text, _
from merhav.facts.rows import Activity
from merhav.facts.words import Object, Role, Verb

from .dates import at, local_day, order_of
from .finding import below, header_of
from .issues import title_id
from .kinds import EARLINESS, KINDS, STAGES
from .words import YES_OR_NO, heads

DAY = Field(
    "day",
    _("When the issue was sent"),
    heads(
        "date | day | issue date | send date | sent at | published",
        "תאריך | תאריך הגיליון | תאריך שליחה | מועד | תאריך פרסום",
        "التاريخ | تاريخ | تاريخ العدد | تاريخ الإرسال",
        "дата | дата выпуска | дата отправки",
    ),
    required=True,
)
KIND = Field(
    "kind",
    _("Kind of the item"),
    heads(
        "kind | type | category | topic | subject area",
        "סוג | סוג הפריט | סוג ידיעה | קטגוריה | תחום",
        "النوع | نوع | نوع البند | الفئة | المجال",
        "вид | тип | категория | рубрика",
    ),
    required=True,
)
PROCESS = Field(
    "process",
    _("Whether it concerns a municipal process"),
    heads(
        "process | concerns a process | municipal process | is process",
        "הליך | הליך עירוני | נוגע להליך | עוסק בהליך | תהליך | תהליך עירוני",
        "عملية | عملية بلدية | يتعلق بعملية | إجراء بلدي",
        "процесс | муниципальный процесс | касается процесса",
    ),
)
STAGE = Field(
    "stage",
    _("Stage of that process"),
    heads(
        "stage | process stage | phase | status of the process",
        "שלב | שלב ההליך | שלב בהליך | שלב התהליך",
        "المرحلة | مرحلة | مرحلة العملية",
        "этап | стадия | этап процесса",
    ),
)
TITLE = Field(
    "title",
    _("Title of the item"),
    heads(
        "title | item | headline | name | item title",
        "כותרת | פריט | ידיעה | שם | נושא",
        "العنوان | البند | الخبر | الموضوع",
        "заголовок | пункт | материал | название | тема",
    ),
)
FIELDS = (DAY, KIND, PROCESS, STAGE, TITLE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. Its title identifies it, and is let go."""

    sent: datetime
    kind: str
    stage: str | None
    is_process: bool
    title: str


@dataclass(slots=True)
class Reading:
    report: Report
    unstaged: int = 0
    """Items of a process that do not say at which stage."""
    untitled: Counter[tuple[date, str, str | None]] = field(default_factory=Counter)
    """Items of one day, kind and stage that no title tells apart."""

    def entries(self, source: Source, told: Told) -> Iterator[Entry]:
        """Every row's item. A row whose day, kind or stage is not understood is a problem.

        Raises `Untold` while a needed column or the order of dates is not known.
        """
        start, header = header_of(source, is_head, FIELDS, told)
        places = mapped(header, FIELDS, told, self.report)
        days = (cell(row, places["day"]) for _number, row in below(source, start))
        order = order_of(days, told, self.report)
        for number, row in below(source, start):
            found = self._entry({name: cell(row, place) for name, place in places.items()}, order)
            if isinstance(found, Text):
                self.report.problem(number, ",".join(row), found)
                continue
            self.report.items += 1
            self.report.spans(found.sent)
            yield found
        if self.unstaged:
            self.report.notes.append(
                _("%(rows)s items concern a process and do not say at which stage it is.", rows=self.unstaged)
            )

    def _entry(self, said: Mapping[str, str], order: str) -> Entry | Text:
        sent, kind, process = at(said["day"], order), KINDS.of(said["kind"]), said.get("process", "")
        if sent is None:
            return _("A time in this row was not understood.")
        if kind is None:
            return _("%(text)s is no kind of item that is known.", text=said["kind"][:40])
        stage = _stage(said.get("stage", ""))
        if isinstance(stage, Text):
            return stage
        is_process = stage is not None or (_is_said(process) and YES_OR_NO.exactly(process) is not False)
        self.unstaged += is_process and stage is None
        return Entry(sent, kind, stage, is_process, said.get("title", ""))

    def activity(self, entry: Entry, people: Pseudonyms) -> Activity:
        """Known by its day and title; without a title by its day, kind and stage, and how many such came before it."""
        day = local_day(entry.sent)
        if entry.title:
            number = people.thing("newsletter", "item", day, title_id(people, entry.title))
        else:
            mark = (day, entry.kind, entry.stage)
            self.untitled[mark] += 1
            number = people.thing("newsletter", "item", *mark, self.untitled[mark])
        return Activity(
            number,
            entry.sent,
            Verb.CREATE,
            Object.ITEM,
            actor_role=Role.OFFICIAL,
            object_id=number,
            topic=entry.kind,
            stage=entry.stage,
            amount=EARLINESS[entry.stage] if entry.stage else None,
        )


def _stage(text: str) -> str | Text | None:
    """None for an empty cell, and for a `no`: the item concerns no process."""
    stage = STAGES.of(text)
    if stage is not None or not _is_said(text) or YES_OR_NO.exactly(text) is False:
        return stage
    return _("%(text)s is no stage that is known.", text=text[:40])


def _is_said(text: str) -> bool:
    return plain_word(text) not in {"", "-", "--", "—", "n/a", "none"}


def is_head(cells: Sequence[str]) -> bool:
    words = {plain_word(text) for text in cells}
    return all(any(plain_word(head) in words for head in field_.usual) for field_ in (DAY, KIND))
