"""A group's two years: subjects raised and answered, announcements and responses, people coming and going.

Threads are written as a real chat would have them: a question, answers within minutes that share its words, an
official's answer that closes it, then quiet until the next one. What was meant is logged, thread by thread, so that
the planted truths can be counted without any inference.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from merhav.core.periods import Month
from merhav.facts.words import Role

from .days import Drip, Span, bustle, daily, starts, subject_season
from .membership import Membership
from .people import members
from .phones import Line
from .seasons import Season
from .speech import Subject, announcements, speech, subjects
from .town import Group
from .wordings import POLLS

_SLOW, _FAST = 210.0, 14.0
"""Minutes that an official's answer takes, at first and at last."""
_UNANSWERED = 0.17
"""Of subjects, the share that no resident answers."""
_NAMED = 0.35
"""Of replies, the share that names whom it is for."""
_QUIET = timedelta(minutes=50)
_TALK = timedelta(minutes=24)


class Thread(NamedTuple):
    """What was meant by one thread; seconds are None where nobody answered."""

    month: Month
    is_news: bool
    replies: int
    """By residents: to a resident's subject, or to the authority's announcement."""
    first_seconds: int | None = None
    official_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    group: Group
    lines: list[Line]
    threads: list[Thread]
    roles: dict[str, Role]
    member_counts: tuple[tuple[date, int], ...]


@dataclass(slots=True)
class Storyteller:
    """Tells one group's story, day after day."""

    group: Group
    span: Span
    rng: Random
    writers: list[str]
    lines: list[Line] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    today: list[datetime] = field(default_factory=list)
    """When something is raised today."""
    previous: str = ""
    """The last subject, so that two threads in a row never speak of the same."""
    quiet_until: datetime | None = None
    """What an official wrote is left to stand for a while before somebody raises something else."""

    def day(self, day: date, topics: int, news: int) -> None:
        kinds = [False] * topics + [True] * news
        self.rng.shuffle(kinds)
        self.today = starts(self.group, day, len(kinds), self.rng)
        for place, is_news in enumerate(kinds):
            at = self._after_quiet(self.today[place])
            self.today[place] = at
            season = subject_season(self.group, self.span, day, self.rng)
            if is_news:
                self._announce(at, season)
            else:
                self._raise(at, season)

    def _after_quiet(self, at: datetime) -> datetime:
        if self.quiet_until is None or at.date() != self.quiet_until.date():
            return at
        return max(at, min(self.quiet_until, at.replace(hour=23, minute=15)))

    def _between(self, begun: datetime, moment: datetime) -> datetime:
        """Officials do not break into a conversation about something else, but wait until it is over."""
        for start in self.today:
            if start > begun and start - timedelta(minutes=3) < moment < start + _TALK:
                moment = start + _TALK
        return moment

    def _hush(self, since: datetime) -> None:
        self.quiet_until = max(since + _QUIET, self.quiet_until or since)

    def aside(self, day: date) -> None:
        """What is no conversation: the robot's reminder on Sundays, now and then a poll or a call."""
        if self.group.robot and day.weekday() == 6:
            text = self.rng.choice(speech(self.group.language).lists["robot"])
            self._send(Line(datetime.combine(day, time(7, 0, 3)), self.group.robot, text))
        luck, evening = self.rng.random(), datetime.combine(day, time(22, 50, self.rng.randrange(60)))
        if luck < 0.025 and self.group.threads.last and self.group.phone in POLLS:
            words = speech(self.group.language).words(self.rng)
            text = speech(self.group.language).poll(self.rng).format(**words)
            self._send(Line(evening, self._writer(evening), text, form="poll"))
        elif luck > 0.995 and self.group.threads.last:
            self._send(Line(evening, self._writer(evening), form="call"))

    def _raise(self, at: datetime, season: Season | None) -> None:
        """A resident raises a subject; residents answer, and perhaps an official."""
        subject = self._subject(subjects(self.group.language, self.group.tags, season))
        words = speech(self.group.language).words(self.rng)
        asker = self._writer(at)
        self._say(at, asker, self._dressed(at, self.rng.choice(subject.openings).format(**words)))
        last, replies = self._replies(at, asker, subject, words)
        official = self._official(at, last, asker, subject, words)
        first = replies[0] if replies else official
        self.threads.append(Thread(Month.of(at), False, len(replies), first, official))

    def _replies(
        self, at: datetime, asker: str, subject: Subject, words: dict[str, str]
    ) -> tuple[datetime, list[int]]:
        """Residents' replies: the moment of the last, and the seconds of each since the subject was raised."""
        if self.rng.random() < _UNANSWERED:
            return at, []
        count = max(1, round(self.rng.triangular(0.4, 2.6, 0.9) * self.group.replies * 0.92))
        texts = self.rng.sample(subject.replies, min(count, len(subject.replies)))
        moment, seconds, people = at, [], [asker, *self._others(at, asker, count)]
        for index in range(count):
            moment += timedelta(seconds=self.rng.randint(35, 420 if index == 0 else 200))
            who = people[1 + index % (len(people) - 1)]
            if index == count - 1 and count > 1 and self.rng.random() < 0.4:
                self._say(moment, asker, self.rng.choice(speech(self.group.language).lists["thanks"]))
            elif index < len(texts):
                named = f"{_mention(asker)} " if self.rng.random() < _NAMED else ""
                self._say(moment, who, named + texts[index].format(**words), plain=False)
            else:
                self._nod(moment, who, asker)
            seconds.append(int((moment - at).total_seconds()))
        return moment, seconds

    def _nod(self, at: datetime, who: str, asker: str) -> None:
        """A short reply that names whom it is for."""
        said = speech(self.group.language)
        words = self.rng.choice(said.lists["nods" if self.rng.random() < 0.7 else "emoji"])
        self._say(at, who, f"{_mention(asker)} {words}")

    def _official(
        self, at: datetime, last: datetime, asker: str, subject: Subject, words: dict[str, str]
    ) -> int | None:
        """An official closes the thread, sooner and more often as the two years go by."""
        share = self.span.share(at.date())
        if not subject.answers or self.rng.random() > self.group.answered.at(share) * self._reach:
            return None
        minutes = _SLOW * (_FAST / _SLOW) ** share * self.rng.lognormvariate(0, 0.45)
        moment = max(at + timedelta(minutes=minutes), last + timedelta(seconds=70))
        moment = _in_office(self._between(at, moment))
        text = self.rng.choice(subject.answers).format(**words)
        self._say(moment, self.rng.choice(self.group.officials), f"{_mention(asker)} {text}", plain=True)
        if moment.date() == at.date():
            self._hush(moment)
        return int((moment - at).total_seconds())

    @property
    def _reach(self) -> float:
        """Subjects that officials can answer are not all: the rest must make up for them."""
        usual = subjects(self.group.language, self.group.tags, None)
        return min(len(usual) / max(1, sum(bool(item.answers) for item in usual)), 1.6)

    def _announce(self, at: datetime, season: Season | None) -> None:
        """The authority announces; residents respond where they may write."""
        said = speech(self.group.language)
        news = self._subject(announcements(self.group.language, urgent=season is Season.EMERGENCY))
        words, official = said.words(self.rng), self.rng.choice(self.group.officials)
        self._say(at, official, self.rng.choice(news.openings).format(**words))
        wanted = self.group.responses.at(self.span.share(at.date())) * self.rng.triangular(0.5, 1.5, 1.0)
        count = int(wanted + self.rng.random())
        moment, people = at, self._others(at, "", count)
        for index in range(count):
            moment += timedelta(seconds=self.rng.randint(40, 260))
            if index < len(news.replies):
                text = news.replies[index].format(**words)
                self._say(moment, people[index], f"{_mention(official)} {text}" if index else text)
            else:
                self._nod(moment, people[index], official)
        self._hush(moment)
        self.threads.append(Thread(Month.of(at), True, count))

    def _subject(self, among: list[Subject]) -> Subject:
        fresh = [subject for subject in among if subject.name != self.previous]
        chosen = self.rng.choice(fresh or among)
        self.previous = chosen.name
        return chosen

    def _active(self, at: datetime) -> int:
        first, last = self.group.writers
        return round(first + (last - first) * self.span.share(at.date()))

    def _writer(self, at: datetime) -> str:
        """Some write more than others: the first of the list most."""
        active = self._active(at)
        return self.writers[min(int(active * self.rng.random() ** 1.5), active - 1)]

    def _others(self, at: datetime, asker: str, count: int) -> list[str]:
        crowd = [self._writer(at) for _ in range(count + 2)]
        others = [who for who in dict.fromkeys(crowd) if who != asker] or [self.writers[0], self.writers[1]]
        while len(others) < count:
            others += others
        return [who for who in others if who != asker][: max(count, 1)]

    def _dressed(self, at: datetime, text: str) -> str:
        """With a greeting, a closing line or a small picture, as people do or do not."""
        said, luck = speech(self.group.language).lists, self.rng.random()
        if luck > 0.5:
            return text
        if luck > 0.36:
            return f"{text} {self.rng.choice(said['emoji'])}"
        greeting = self.rng.choice(said[_greetings(at)])
        if luck > 0.3:
            return f"{greeting}\n{text}\n{self.rng.choice(said['closings'])}"
        return f"{greeting}{'،' if self.group.language == 'ar' else ','} {text[0].lower()}{text[1:]}"

    def _say(self, at: datetime, who: str, text: str, *, plain: bool = True) -> None:
        """`plain` text stays text; a reply may turn out a picture, a voice note or a place."""
        form = self._form() if not plain else "text"
        if form == "location":
            text = f"{32 + self.rng.random():.6f},{35 + self.rng.random():.6f}"
        fate, fated = self._fate(at)
        self._send(Line(at, who, text, None, form, fate, fated))

    def _send(self, line: Line) -> None:
        self.lines.append(line._replace(serial=len(self.lines) + 1))

    def _form(self) -> str:
        luck = self.rng.random()
        if luck > 0.07:
            return "text"
        return self.rng.choice(
            ("image", "image", "image", "audio", "sticker", "video", "document", "contact", "gif", "location")
        )

    def _fate(self, at: datetime) -> tuple[str, date | None]:
        luck = self.rng.random()
        if luck > 0.017:
            return "", None
        return ("deleted" if luck < 0.006 else "edited"), at.date() + timedelta(days=self.rng.randrange(40))


def _mention(name: str) -> str:
    return f"@\u2068{name.lstrip('~').strip()}\u2069"


def _greetings(at: datetime) -> str:
    if at.hour < 10:
        return "morning"
    return "evening" if at.hour >= 18 and at.minute % 2 else "greetings"


def _in_office(moment: datetime) -> datetime:
    """Officials answer until half past nine in the evening; what is later waits for the morning."""
    if moment.hour >= 22 or (moment.hour == 21 and moment.minute > 30):
        moment += timedelta(days=1)
        return moment.replace(hour=7, minute=30 + moment.minute // 3)
    if moment.hour < 7:
        return moment.replace(hour=7, minute=30 + moment.minute // 3)
    return moment


def chat(group: Group, span: Span, seed: int) -> Chat:
    """The whole story of a group; the same seed and months give the same story."""
    rng = Random(f"{seed}/{group.key}")
    writers = members(group.circle, max(group.writers), rng, marked=group.phone.is_ios)
    teller = Storyteller(group, span, rng, writers)
    membership = Membership(group, span, Random(f"{seed}/{group.key}/members"), writers)
    topics, news = Drip(), Drip()
    for day in span.days:
        lively = bustle(group, span, day)
        teller.day(
            day,
            topics.drop(daily(group.threads, span, day) * lively),
            news.drop(group.news / 30.4 * max(lively, 0.3)),
        )
        teller.aside(day)
        membership.day(day, lively)
    lines = sorted((*membership.lines, *teller.lines), key=lambda line: line.at)
    lines = [line for line in lines if line.at < span.end]
    return Chat(group, lines, teller.threads, _roles(group, writers), tuple(membership.counts))


def _roles(group: Group, writers: list[str]) -> dict[str, Role]:
    leaders = dict.fromkeys(writers[1 : 1 + group.leaders], Role.LEADER)
    return group.roles | leaders
