"""Which posts share a municipal process and call on residents to influence it: those that the page itself marks so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.heads import plain_word
from merhav.connectors.letters import one_spelling
from merhav.core.text import _

PROCESS = "process"
"""The topic of a post that is marked."""

PROCESS_LABEL = Question(
    "process_label",
    _("Which label marks posts that share a municipal process and call on residents to influence it?"),
    Answer.TEXT,
    help=_(
        "The custom label as in Meta Business Suite, or a hashtag of the post's text (#yourtown_decides); several are "
        "parted by commas. Empty: such posts are not counted."
    ),
    before=True,
    remembered=True,
)
_PARTED = re.compile(r"[,;|\n]")
_TAG = re.compile(r"#[\w־-]+")


def parted(text: str) -> list[str]:
    """The labels of a cell or an answer, each in one spelling."""
    normal = one_spelling(text)
    return [word for part in _PARTED.split(normal) if (word := plain_word(part))]


@dataclass(frozen=True, slots=True)
class Marks:
    """The labels and hashtags that were told."""

    labels: frozenset[str]
    tags: frozenset[str]

    @classmethod
    def told(cls, told: Told) -> "Marks":
        words = parted(told.get(PROCESS_LABEL.name) or "")
        tags = frozenset(word for word in words if word.startswith("#"))
        return cls(frozenset(words) - tags, tags)

    def are_on(self, labels: Iterable[str], caption: str) -> bool:
        """Whether a post of these labels and this text is marked. Letters for show (𝐚, ａ) are letters."""
        if not self.labels.isdisjoint(labels):
            return True
        if not self.tags or "#" not in caption:
            return False
        text = one_spelling(caption).casefold()
        return not self.tags.isdisjoint(_TAG.findall(text))
