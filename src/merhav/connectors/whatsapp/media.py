"""Files that were sent along: their names as an export writes them, and the kind of media a name tells."""

import re

from .marks import A_MARK, ANY_MARKS, unmarked
from .wording import WORDINGS
from .wording.phrases import escaped

SENT = ("IMG-", "VID-", "AUD-", "PTT-", "STK-", "DOC-", "GIF-")
"""How Android names what was sent through it: `IMG-20240101-WA0001.jpg`."""

_KINDS = {
    "IMG": "image", "PHOTO": "image", "VID": "video", "VIDEO": "video", "PTV": "video", "AUD": "audio", "AUDIO": "audio",
    "PTT": "audio", "STK": "sticker", "STICKER": "sticker", "GIF": "gif", "DOC": "document", "DOCUMENT": "document",
    "CONTACT": "document",
}  # fmt: skip
_BY_ENDING = {
    **dict.fromkeys(("jpg", "jpeg", "png", "heic", "heif", "bmp", "tif", "tiff"), "image"),
    **dict.fromkeys(("mp4", "mov", "3gp", "avi", "mkv", "webm"), "video"),
    **dict.fromkeys(("opus", "ogg", "m4a", "mp3", "aac", "amr", "wav"), "audio"),
    "webp": "sticker",
    "gif": "gif",
}
_TOLD = re.compile(
    r"(?:^\d+-|^)(IMG|PHOTO|VIDEO|VID|PTV|AUDIO|AUD|PTT|STICKER|STK|GIF|DOCUMENT|DOC|CONTACT)-\d"
)

_WORDS = "|".join(
    escaped(word) for word in sorted({w for one in WORDINGS for w in one.attached}, key=len, reverse=True)
)
_M = ANY_MARKS
_BEGIN = f"(?<!{A_MARK}){_M}"
_ATTACHED = (
    re.compile(rf"{_BEGIN}<{_M}(?:{_WORDS})\s*+:\s*+{_M}(?P<file>[^<>\n]+)>"),
    re.compile(rf"{_BEGIN}<{_M}[^<>:\n]{{2,24}}:\s*+{_M}(?P<file>[^<>\n/]+\.\w{{2,5}})>"),
    re.compile(rf"^{_M}(?P<file>[^<>\n]+?\.\w{{1,5}}){_M}\s++{_M}<{_M}(?:{_WORDS}){_M}>"),
    re.compile(rf"^{_M}(?P<file>[^\n]*\S)\s++{_M}\({_M}(?:{_WORDS}){_M}\){_M}\s*$", re.MULTILINE),
    re.compile(
        rf"^{_M}(?P<file>(?:{'|'.join(SENT)})\d{{8}}-WA\d+\.\w{{2,5}})\s+{_M}\([^()\n]+\)", re.MULTILINE
    ),
)
"""iOS in a known language, iOS in any, iOS of old, Android in a known language, Android in any."""


def attachment(text: str) -> tuple[str, str] | None:
    """The name of the attached file and the caption that came with it."""
    if "<" not in text and "(" not in text:
        return None
    for pattern in _ATTACHED:
        found = pattern.search(text)
        if found is not None:
            return unmarked(found["file"]).strip(), text[: found.start()] + text[found.end() :]
    return None


def kind_of(file: str) -> str:
    """The kind of media, by what the app put into the name, else by the ending."""
    told = _TOLD.match(file)
    if told is not None:
        return _KINDS[told[1]]
    return _BY_ENDING.get(file.rpartition(".")[2].casefold(), "document")
