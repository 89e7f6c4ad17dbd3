"""What newer clients write into a saved chat for replies and reactions: lines that quote the message they are about.

`Replying to "When does it op…"` above a reply, `Reacted to "In May" with 👍`, `Removed a 👍 reaction from "In May"`, and below
a message `NAME, NAME:👍`. In other languages the words differ; there a line is taken for one where what it quotes was said.
"""

import re
from dataclasses import dataclass, field

from .chat_lines import Said

_QUOTED = re.compile(
    r"(?P<before>[^\"“«„״\n]{0,40})[\"“«„״](?P<quote>.+)[\"”»“״](?P<after>[^\"”»“״\n]{0,60})", re.DOTALL
)
_KNOWN = re.compile(r"(replying|reacted) to\b|removed an?\b.*\breaction from\b", re.IGNORECASE)
_REMOVED = re.compile(r"removed\b", re.IGNORECASE)
_SHORT = re.compile(r"(add|remove) (\S{1,16})", re.IGNORECASE)
_BELOW = re.compile(r"(?P<names>[^:\n]{1,300}):[ \t]?(?P<signs>\S{1,40})")
_START = 12
_KEPT = 20_000
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message that was said: its fact, who said it, when."""

    text: str
    fact: int
    actor: int | None
    seconds: int


@dataclass(slots=True)
class Meant:
    """What a message is: words, an answer to something, a reaction, or the taking back of one."""

    kind: str
    """`message`, `reaction` or `removal`."""
    text: str
    quote: str = ""
    """What it quotes; empty where it quotes nothing."""
    target: Quoted | None = None
    below: list[tuple[str, str]] = field(default_factory=list)
    """Who reacted to it, and with what, in lines of its own."""


@dataclass(slots=True)
class Quotable:
    """The messages so far, by how they begin."""

    _starts: dict[str, list[Quoted]] = field(default_factory=dict)
    _count: int = 0

    def keep(self, text: str, fact: int, actor: int | None, seconds: int) -> None:
        said = _bare(text)
        self._count += 1
        if self._count > _KEPT:
            self._starts.clear()
            self._count = 0
        self._starts.setdefault(said[:_START], []).append(Quoted(said, fact, actor, seconds))

    def find(self, quote: str) -> Quoted | None:
        """The latest message that a quote is the whole or the beginning of."""
        begins = _bare(quote).rstrip(".…").rstrip()
        alike = self._starts.get(begins[:_START], [])[-_LOOKED_AT:] if begins else []
        whole = [one for one in alike if one.text.rstrip(".…").rstrip() == begins]
        return next(iter(reversed(whole or [one for one in alike if one.text.startswith(begins)])), None)


def meant(said: Said, quotable: Quotable) -> Meant:
    text = said.text
    if short := _SHORT.fullmatch(text):
        if is_emoji(short[2]):
            return Meant("reaction" if short[1].casefold() == "add" else "removal", "")
    elif (about := _QUOTED.fullmatch(text)) and (reacted := _reaction(about, quotable)):
        return reacted
    first, _line, rest = text.partition("\n")
    answered = _QUOTED.fullmatch(first.removesuffix(":"))
    if answered is not None and rest.strip():
        target = quotable.find(answered["quote"])
        if target or _KNOWN.match(answered["before"]):
            return _with_below(Meant("message", rest.strip(), answered["quote"], target))
    return _with_below(Meant("message", text))


def _reaction(about: re.Match[str], quotable: Quotable) -> Meant | None:
    before, quote, after = about["before"], about["quote"], about["after"].strip()
    target = quotable.find(quote)
    if _REMOVED.match(before):
        return Meant("removal", "", quote, target)
    sign = after.split()[-1:] if before.strip() else []
    if not sign or not is_emoji(sign[0]) or not (target or _KNOWN.match(before)):
        return None
    return Meant("reaction", "", quote, target)


def _with_below(message: Meant) -> Meant:
    """Reactions that stand in lines below the words are taken off."""
    lines = message.text.split("\n")
    while len(lines) > 1 and (found := _BELOW.fullmatch(lines[-1].strip())) and is_emoji(found["signs"]):
        message.below += [(name, found["signs"]) for name in found["names"].split(", ") if name.strip()]
        lines.pop()
    message.text = "\n".join(lines).strip()
    return message


def is_emoji(text: str) -> bool:
    """Whether there is nothing in it that one could read aloud."""
    return bool(text) and not any(sign.isalnum() or sign.isascii() for sign in text)


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
