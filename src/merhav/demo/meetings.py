"""The meetings of two years: called by the authority or by residents, who came, and how they were followed up."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from merhav.core.periods import Month
from merhav.facts.words import Asset, RunBy, Society

from .days import Span
from .manifest import SpaceTold
from .people import names
from .seasons import hebrew_season, muslim_season
from .town import YASMIN

HOST = "עיריית גוונים"
HOST_AR = "بلدية ألوان"
OFFICIALS = (
    "מהנדסת העיר גוונים",
    "רכזת קהילות - עיריית גוונים",
    "אגף תכנון גוונים",
    "מנהל אגף שפ״ע גוונים",
    "אגף חינוך גוונים",
    "רכזת נוער גוונים",
    "הממונה על תחבורה גוונים",
    "المركز الجماهيري ألوان",
    "قسم الرفاه بلدية ألوان",
    "מנהלת המתנ״ס גוונים",
)

_GENERAL = {"society": Society.GENERAL.value, "audience_language": "he"}
_ARAB = {"society": Society.ARAB.value, "audience_language": "ar", "neighbourhood": YASMIN}
PARTICIPATION = SpaceTold("מפגשי שיתוף ציבור בזום", Asset.ZOOM, RunBy.AUTHORITY, audience=_GENERAL)
RESIDENTS = SpaceTold("מפגשי תושבים בזום", Asset.ZOOM, RunBy.RESIDENTS, audience=_GENERAL)
YASMIN_ROOM = SpaceTold("لقاءات حي الياسمين", Asset.ZOOM, RunBy.RESIDENTS, audience=_ARAB)

_TOPICS = {
    PARTICIPATION.name: (
        "שיתוף ציבור: תכנית הפארק המרכזי",
        "מפגש תושבים: תחבורה ושבילי אופניים",
        "תקציב שיתופי - הצעות תושבים",
        "תכנון בית ספר חדש בנווה שקמה",
        "שיחה פתוחה עם אגף שפ״ע",
        "תכנית קיץ לילדים ונוער",
    ),
    RESIDENTS.name: (
        "ועד שכונה נווה שקמה",
        "הורים מובילים - בטיחות בדרך לבית הספר",
        "קבוצת הגינה הקהילתית",
        "מפגש תושבי גבעת הרוח",
        "נסיעות משותפות - מתארגנים",
    ),
    YASMIN_ROOM.name: (
        "لقاء سكان حي الياسمين: الشوارع والإنارة",
        "لجنة الأهالي - مدرسة الأمل",
        "حديقة الحي: ماذا نريد؟",
    ),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    number: int
    topic: str
    at: datetime
    minutes: int
    space: SpaceTold
    residents: tuple[str, ...]
    officials: tuple[str, ...]
    host: str
    follow_up: tuple[date, Asset] | None
    index: int

    @property
    def by_residents(self) -> bool:
        return self.space.run_by is RunBy.RESIDENTS


def meetings(span: Span, seed: int) -> list[Meeting]:
    """One or two a month, in the order in which they were held: fewer in holiday months, no more with time."""
    rng = Random(f"{seed}/meetings")
    hebrew, arabic = names("he_full", 330, rng), names("ar_full", 150, rng)
    held: list[Meeting] = []
    for month in span.months:
        for space in _spaces(month, span):
            crowd = arabic if space is YASMIN_ROOM else hebrew
            held.append(_meeting(len(held), space, month, (month - span.first) / 23, crowd, rng))
    return sorted(held, key=lambda meeting: meeting.at)


def _spaces(month: Month, span: Span) -> list[SpaceTold]:
    """In the last month every circle meets, so that its reports speak for all of the two years."""
    if month == span.last:
        return [PARTICIPATION, RESIDENTS, YASMIN_ROOM]
    room = YASMIN_ROOM if (month - span.first) % 3 == 2 else RESIDENTS
    return [room] if _is_quiet(month) else [PARTICIPATION, room]


def _is_quiet(month: Month) -> bool:
    days = [month.first_day + timedelta(days=step) for step in range(month.days)]
    return month.number == 8 or sum(hebrew_season(day) is not None for day in days) >= 13


def _meeting(
    index: int, space: SpaceTold, month: Month, share: float, crowd: list[str], rng: Random
) -> Meeting:
    by_residents = space.run_by is RunBy.RESIDENTS
    wanted = (15 + 33 * share if by_residents else 22 + 50 * share) * rng.uniform(0.94, 1.06)
    known = crowd[: int(60 + (len(crowd) - 60) * share)]
    residents = rng.sample(known, round(wanted))
    officials = rng.sample(OFFICIALS, round(1 + 5 * share) if by_residents else 3)
    at = _evening(month, 16 if by_residents else 1, rng)
    return Meeting(
        number=80_000_000_000 + 7_919_003 * (index + 11),
        topic=rng.choice(_TOPICS[space.name]),
        at=at,
        minutes=rng.randint(62, 105),
        space=space,
        residents=tuple(residents),
        officials=tuple(officials),
        host=residents[0] if by_residents else (HOST if index % 5 else HOST_AR),
        follow_up=_follow_up(month.number, at, by_residents=by_residents, rng=rng),
        index=index,
    )


def _evening(month: Month, first: int, rng: Random) -> datetime:
    """A weekday evening of the half of the month that begins on `first`, outside the holidays where there is one."""
    days = [date(month.year, month.number, day) for day in range(first, min(first + 15, month.days + 1))]
    usual = [day for day in days if day.weekday() in {0, 1, 2, 6}]
    free = [day for day in usual if hebrew_season(day) is None and muslim_season(day) is None]
    return datetime.combine(rng.choice(free or usual), time(rng.choice((19, 20)), rng.choice((0, 30))))


def _follow_up(month: int, at: datetime, *, by_residents: bool, rng: Random) -> tuple[date, Asset] | None:
    """The authority comes back to one of two meetings, by turns, after one to three weeks; that does not change."""
    if (month % 2 == 0) is by_residents:
        return None
    asset = rng.choice((Asset.NEWSLETTER, Asset.WEBSITE, Asset.FACEBOOK, Asset.WHATSAPP))
    return at.date() + timedelta(days=rng.randint(6, 20)), asset
