"""How the wording of one language is written down, and made into patterns.

A notice is a template: `{actor}`, `{target}`, `{subject}` and `{old}` stand for what varies, `…` for anything,
`{you}` for a pronoun that may be left out. A verb
is written once with both genders, as the app writes it: `הצטרף/ה`, `покинул(-а)`, `غادر/ت`; its masculine, its
feminine and its plural follow. Straight quotes stand for every kind of quotation mark. Arabic vowel signs and
spellings of alif do not matter. A full stop at the end is optional.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from merhav.connectors.whatsapp.marks import SELF, unmarked

_PART = re.compile(
    r"\{(?P<slot>\w+)\}|(?P<any>…)|(?P<slash>[^\s\"{}…/]+)/(?P<feminine>[^\s\"{}…/.]+)"
    r"|(?P<base>[^\s\"{}…()]+)\(-(?P<ending>[^()]+)\)"
)
_FINALS = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
_VOWELS = "\u064b-\u0652\u0640"
_GONE = dict.fromkeys([*range(0x064B, 0x0653), 0x0640])
_SAME = str.maketrans("أإآىёЁ’׳", "اااي" + "еЕ''")
_LETTERS = {
    "ا": "[اأإآ]", "أ": "[اأإآ]", "إ": "[اأإآ]", "آ": "[اأإآ]", "ى": "[ىي]", "е": "[её]", "ё": "[её]",
    "'": "['’׳]", '"': "(?:[\"“”„«»״]|'')", " ": " +",
}  # fmt: skip
_YOU = "(?:(?:את/ה|אתה|את|أنت|لقد) +)?"
"""The exporter, where a verb says so already."""
_ARABIC = re.compile("[\u0621-\u064a]")


def plain(text: str) -> str:
    """The text as phrases are looked up: without marks, vowel signs and variants of letters."""
    return unmarked(text).translate(_GONE).translate(_SAME).strip()


def key(text: str) -> str:
    """A whole phrase as it is looked up: also without angle brackets, full stop and case."""
    bare = plain(text).rstrip(" .").casefold()
    return bare[1:-1].strip(" .") if bare.startswith("<") and bare.endswith(">") else bare


def escaped(text: str) -> str:
    return "".join(map(_letter, text.translate(_GONE)))


def _letter(letter: str) -> str:
    known = _LETTERS.get(letter, re.escape(letter))
    return known + f"[{_VOWELS}]*" if _ARABIC.match(letter) else known


def _slashed(base: str, feminine: str) -> str:
    """`הצטרף/ה`, `שינה/תה`, `غادر/ت`: as written, masculine, feminine, plural."""
    stem = base[:-1] + _FINALS.get(base[-1], base[-1])
    hebrew = "\u05d0" <= base[0] <= "\u05ea"
    cut = stem[:-1] if hebrew and base.endswith("ה") else stem
    forms = [f"{base}/{feminine}", base, cut + feminine, stem + feminine, cut + ("ו" if hebrew else "وا")]
    return "(?:" + "|".join(map(escaped, dict.fromkeys(forms))) + ")"


def _bracketed(base: str, ending: str) -> str:
    """`покинул(-а)`, `присоединился(-ась)`: as written, masculine, feminine, plural."""
    stem = base.removesuffix("ся") if ending == "ась" else base
    plurals = [f"{stem}ись"] if ending == "ась" else [f"{stem}и", f"{stem}ы"]
    forms = [f"{base}(-{ending})", base, stem + ending, *plurals]
    return "(?:" + "|".join(map(escaped, forms)) + ")"


@dataclass(frozen=True)
class Notice:
    """One thing that the app itself says."""

    event: str
    template: str
    actor: str | None = None
    target: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole notice. Where it begins with a name, the name may be missing: iOS writes it as the sender."""
        first, *rest = tokens(self.template)
        begin = _part(first)
        if self.implied is not None and rest and isinstance(rest[0], str):
            begin, rest[0] = f"(?:{begin} +)?", rest[0].removeprefix(" ")
        return re.compile(begin + "".join(map(_part, rest)) + r"\.? *", re.DOTALL)

    @cached_property
    def core(self) -> str:
        """The longest piece that stands in every form of the notice; what lacks it need not be tried."""
        pieces = [
            _stem(token).split('"') if isinstance(token, re.Match) else token.split('"')
            for token in tokens(self.template)
        ]
        return max((plain(piece) for piece in chain(*pieces)), key=len)

    @property
    def implied(self) -> str | None:
        """What the sender of an iOS line stands for, where the notice does not name it."""
        if self.template.startswith("{target} "):
            return "target"
        return "actor" if self.template.startswith("{actor} ") else None

    @property
    def may_hold_colon(self) -> bool:
        return "{subject}" in self.template or "{old}" in self.template or self.event == "encryption_notice"


Token = str | re.Match[str]


def tokens(template: str) -> Iterator[Token]:
    """The template's plain pieces and the parts between them."""
    last = 0
    for found in _PART.finditer(template):
        if found.start() > last:
            yield template[last : found.start()]
        yield found
        last = found.end()
    if last < len(template):
        yield template[last:]


def _stem(found: re.Match[str]) -> str:
    word = found["slash"] or found["base"] or ""
    return word.removesuffix("ся")[:-1]


def _part(token: Token) -> str:
    if isinstance(token, str):
        return escaped(token)
    if token["slot"] == "you":
        return _YOU
    if token["slot"]:
        return rf"(?P<{token['slot']}>[^\n]+?)"
    if token["any"]:
        return ".*?"
    if token["slash"]:
        return _slashed(token["slash"], token["feminine"])
    return _bracketed(token["base"], token["ending"])


@dataclass(frozen=True)
class Wording:
    """What the app writes in one language."""

    language: str
    notices: tuple[Notice, ...] = ()
    """What is more special stands before what is more general."""
    myself: tuple[str, ...] = ()
    """How the exporter is named in notices."""
    omitted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind of media → what stands for it when it was not exported."""
    attached: tuple[str, ...] = ()
    """What stands beside the name of an exported file."""
    deleted: tuple[str, ...] = ()
    deleted_by: tuple[str, ...] = ()
    """Templates with `{actor}`."""
    edited: tuple[str, ...] = ()
    """What follows the text of an edited message, without its angle brackets."""
    location: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """How the line of a missed call begins."""
    poll: tuple[str, ...] = ()
    option: tuple[str, ...] = ()


__all__ = ["SELF", "Notice", "Wording", "escaped", "key", "plain"]
