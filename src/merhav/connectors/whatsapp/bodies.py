"""What stands behind a header and is not an ordinary message: media, deletions, polls, and what the app says itself.

Every language is tried, the one that was right last time first: a phone writes one language, but a chat can be put
together from two phones.
"""

import re
from typing import NamedTuple

from .marks import ANY_MARKS, MARKS, SELF, clean_name, stripped, unmarked
from .media import SENT, attachment, kind_of
from .wording import WORDINGS, Notice, Wording
from .wording.phrases import escaped, key, plain


class Found(NamedTuple):
    """What was found instead of an ordinary message."""

    kind: str
    event: str | None = None
    media: str | None = None
    text: str | None = None
    actor: str | None = None
    target: str | None = None
    file: str | None = None
    subject: str | None = None
    question: str | None = None
    options: list[tuple[str, int | None]] | None = None


def _deleted(phrase: str) -> tuple[str, Found]:
    return key(phrase), Found("message", "deleted")


_EXACT: dict[str, Found] = {
    "null": Found("message", media="unknown"),
    **{
        key(phrase): Found("message", media=media)
        for wording in WORDINGS
        for media, phrases in wording.omitted.items()
        for phrase in phrases
    },
    **dict(_deleted(phrase) for wording in WORDINGS for phrase in wording.deleted),
}
"""Whole bodies. What is shown once only, or not at all, is exported as `null`."""

_OMITTED = {phrase: found.media for phrase, found in _EXACT.items() if found.media and " " in phrase}


def _words(*groups: tuple[str, ...]) -> str:
    return "|".join(
        escaped(word) for word in sorted({w for group in groups for w in group}, key=len, reverse=True)
    )


_EDITED = re.compile(rf"<{ANY_MARKS}(?:{_words(*(w.edited for w in WORDINGS))})\.?{ANY_MARKS}>{ANY_MARKS}$")
_LOCATION = re.compile(
    rf"(?:{_words(*(w.location for w in WORDINGS))})\s*:(?>.*https?://)\S*", re.IGNORECASE | re.DOTALL
)
_POLL = re.compile(rf"(?:{_words(*(w.poll for w in WORDINGS))})\s*:\s*", re.IGNORECASE)
_OPTION = re.compile(rf"\s*(?:{_words(*(w.option for w in WORDINGS))})\s*:\s*(.*)", re.IGNORECASE)
_VOTES = re.compile(r"(.*)\(([^()]*+)\)\s*")
_NUMBER = re.compile(r"\D*+(\d{0,7})\D*")
_ONE = re.compile(r"(?:one|.*אח[תד]|.*واحد|.*один)\b.*", re.IGNORECASE)
"""A single vote, where the app writes it out."""
_WAITING = tuple(plain(phrase) for wording in WORDINGS for phrase in wording.waiting)
_MISSED = tuple(plain(phrase) for wording in WORDINGS for phrase in wording.missed)
_DELETED_BY = tuple(Notice("deleted", template) for wording in WORDINGS for template in wording.deleted_by)
_PAGES = re.compile(r"^(?P<file>.+?\.\w{2,5})\s*•.*")

_HEAD_WORDS = [
    *(phrase for wording in WORDINGS for phrases in wording.omitted.values() for phrase in phrases),
    *(
        word
        for wording in WORDINGS
        for group in (
            wording.deleted,
            wording.deleted_by,
            wording.location,
            wording.waiting,
            wording.missed,
            wording.poll,
        )
        for word in group
    ),
    *SENT,
    "null",
    "<",
]
HEADS = {
    form[:4]
    for word in _HEAD_WORDS
    for form in (word, word.capitalize(), word[0].lower() + word[1:], word.upper())
} - {"<"}
"""The first four letters of whatever may not be an ordinary message."""
PAGES = "• \u200e"
"""What stands between a document's name and the number of its pages."""
TAILS = {">", ")"}
"""Its last letter: an attached file, an edited message, missing media."""


class Reader:
    """Tells what bodies are; remembers which language was right."""

    def __init__(self) -> None:
        self._wordings = [wording for wording in WORDINGS if wording.notices]
        self._hosts: set[str] = set()
        """Senders under whose name iOS writes notices: the group itself."""

    def read(self, name: str | None, text: str, *, marked: bool) -> Found | None:
        """What the body is; None when it is an ordinary message. `marked`: the app put a mark before it."""
        if name is None:
            return self.notice(text) or Found("system", text=stripped(text))
        found = _content(name, text, marked=marked) if _worth_it(text, marked=marked) else None
        if found is not None:
            return found
        if marked or "WhatsApp" in text[:200] or "واتساب" in text[:200]:
            return self._said_under(name, text, marked=marked)
        return None

    def _said_under(self, name: str, text: str, *, marked: bool) -> Found | None:
        """A notice of iOS, which stands under the name of the group or of whoever acted."""
        found = self.notice(text, name)
        if found is not None:
            if found.event in {"encryption_notice", "group_created"} and name != found.actor:
                self._hosts.add(name)
            return found if marked or found.event == "encryption_notice" else None
        if marked and name in self._hosts:
            return Found("system", text=stripped(text))
        return None

    def may_be_notice(self, name: str) -> bool:
        """Whether what stands before a colon may be the beginning of a notice that holds a colon."""
        words = plain(name)
        return any(core in words for core in _COLON_CORES)

    def notice_with_colon(self, line: str) -> Found | None:
        """The notice that the whole line is, of those that may hold a colon: what seemed a name was its beginning."""
        bare = unmarked(line).strip()
        words = plain(bare)
        for wording in self._wordings:
            found = _noticed(wording, bare, words, None, only_with_colon=True)
            if found is not None:
                return found
        return None

    def notice(self, text: str, sender: str | None = None) -> Found | None:
        """The notice that the whole text is; `sender` stands in where the notice leaves its first name out."""
        bare = unmarked(text).strip()
        words = plain(bare)
        if words.startswith(_MISSED):
            return Found("system", "missed_call", actor=sender)
        for place, wording in enumerate(self._wordings):
            found = _noticed(wording, bare, words, sender)
            if found is not None:
                self._wordings.insert(0, self._wordings.pop(place))
                return found
        return None


_COLON_CORES = sorted(
    {notice.core for wording in WORDINGS for notice in wording.notices if notice.may_hold_colon}
)


def _worth_it(text: str, *, marked: bool) -> bool:
    return (
        marked
        or text[:4] in HEADS
        or text[:1] == "<"
        or text[-1:] in TAILS
        or ")\n" in text
        or ">\n" in text
        or PAGES in text
    )


def _noticed(
    wording: Wording, bare: str, words: str, sender: str | None, *, only_with_colon: bool = False
) -> Found | None:
    for notice in wording.notices:
        if notice.core in words and (notice.may_hold_colon or not only_with_colon):
            found = notice.pattern.fullmatch(bare)
            if found is not None:
                return _told_by(notice, found.groupdict(), wording.myself, sender)
    return None


def _told_by(
    notice: Notice, slots: dict[str, str | None], myself: tuple[str, ...], sender: str | None
) -> Found:
    def who(role: str, told: str | None) -> str | None:
        name = slots.get(role)
        if name is None and notice.implied == role:
            name = sender
        if told or name is None:
            return told
        name = clean_name(name)
        return SELF if name in myself else name

    subject = slots.get("subject")
    return Found(
        "system",
        notice.event,
        actor=who("actor", notice.actor),
        target=who("target", notice.target),
        subject=subject.strip() if subject else None,
    )


def _content(name: str, text: str, *, marked: bool) -> Found | None:
    edited = _EDITED.search(text)
    if edited is None:
        return _unedited(name, text, marked=marked)
    before = stripped(text[: edited.start()])
    found = _unedited(name, before, marked=marked) or Found("message", text=before)
    return found._replace(event=found.event or "edited")


def _unedited(name: str, text: str, *, marked: bool) -> Found | None:
    first, _line_end, rest = text.partition("\n")
    exact = _EXACT.get(key(first))
    if exact is not None and (not rest or exact.media):
        return exact._replace(text=stripped(rest) or None)
    words = plain(first)
    if words.startswith(_WAITING):
        return Found("message", "waiting")
    if words.startswith(_MISSED):
        return Found("system", "missed_call", actor=name)
    return (
        _place_or_poll(text)
        or _deleted_by(text)
        or _sent_file(text)
        or (_left_out(text) if marked or PAGES in text else None)
    )


def _place_or_poll(text: str) -> Found | None:
    bare = text.lstrip(MARKS)
    if _LOCATION.fullmatch(unmarked(bare).strip()):
        return Found("message", media="location")
    start = _POLL.match(bare)
    if start is None:
        return None
    question: list[str] = []
    options: list[tuple[str, int | None]] = []
    for line in unmarked(bare[start.end() :]).split("\n"):
        option = _OPTION.fullmatch(line)
        if option:
            options.append(_option(option[1]))
        elif not options:
            question.append(line)
    if not options:
        return None
    return Found("message", "poll", question="\n".join(question).strip(), options=options)


def _option(text: str) -> tuple[str, int | None]:
    found = _VOTES.fullmatch(text)
    number = _NUMBER.fullmatch(found[2]) if found else None
    if found is None or number is None:
        return text.strip(), None
    if number[1]:
        return found[1].rstrip(), int(number[1])
    return found[1].rstrip(), 1 if _ONE.fullmatch(found[2]) else None


def _deleted_by(text: str) -> Found | None:
    words = plain(text)
    for notice in _DELETED_BY:
        if notice.core in words:
            found = notice.pattern.fullmatch(unmarked(text).strip())
            if found is not None:
                return Found("message", "deleted", actor=clean_name(found["actor"].rstrip(".")))
    return None


def _sent_file(text: str) -> Found | None:
    sent = attachment(text)
    if sent is None:
        return None
    file, caption = sent
    return Found("message", media=kind_of(file), text=stripped(caption) or None, file=file)


def _left_out(text: str) -> Found | None:
    """Of iOS without media: the name of a document, or a caption, before the words that stand for the file."""
    words = key(text)
    for phrase, media in _OMITTED.items():
        if words.endswith(phrase):
            before = stripped(text.rstrip(MARKS + " .>\n")[: -len(phrase)])
            file = _PAGES.match(unmarked(before))
            if file is not None:
                return Found("message", media=media, file=file["file"])
            return Found("message", media=media, text=before or None)
    return None
