"""The language of a message, by its script and, where a script has two languages, by small words."""

import re

_LINK = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+\.\S+")

_YIDDISH = frozenset(
    "איז און נישט ניט דער די דאס דאָס אויף מיט וואס וואָס פון פֿון האט האָט זיך איך מיר ווי אבער".split()  # noqa: SIM905 - a list of words reads as words
)
_YIDDISH_LETTERS = re.compile("[\u05f0-\u05f2\ufb1d-\ufb4f\u05b7\u05b8\u05bf]")
_SCRIPTS = {
    "he": "\u05d0-\u05f2",
    "ar": "\u0621-\u06d3",
    "ru": "\u0400-\u04ff",
    "en": "A-Za-z",
    "am": "\u1200-\u137f",
}
_ANY = re.compile("|".join(f"(?P<{name}>[{letters}])" for name, letters in _SCRIPTS.items()))
_EACH = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_BESIDE = {
    name: re.compile("[" + "".join(letters for other, letters in _SCRIPTS.items() if other != name) + "]")
    for name in _SCRIPTS
}
"""Letters of any script but the one."""


def language_of(text: str) -> str | None:
    """`he`, `ar`, `yi`, `ru`, `en` or `am` (ISO 639); None where there are no letters of these scripts.

    The script of most letters decides; Latin letters are taken for English, and Hebrew letters for Yiddish where
    its small words are there.
    """
    if "://" in text or "www." in text or "@" in text:
        text = _LINK.sub(" ", text)
    first = _ANY.search(text)
    if first is None:
        return None
    language = first.lastgroup or ""
    if _BESIDE[language].search(text):
        language = max(_EACH, key=lambda name: len(_EACH[name].findall(text)))
    return "yi" if language == "he" and _is_yiddish(text) else language


def _is_yiddish(text: str) -> bool:
    words = text.split()
    if _YIDDISH.isdisjoint(words):
        return False
    return len(_YIDDISH.intersection(words)) > 1 or _YIDDISH_LETTERS.search(text) is not None


_ASKING = frozenset(
    word
    for words in (
        "מי מה מתי איפה היכן למה מדוע איך כמה האם לאן מאיפה איזה איזו מישהו מישהי",
        "هل من ماذا متى أين وين لماذا ليش كيف كم شو مين حدا",
        "кто что где когда почему зачем как сколько куда откуда подскажите",
        "ווער וואס וואָס ווען וואו פארוואס צי",
        "who what when where why how which does anyone anybody is are can could",
    )
    for word in words.split()
)
"""Words that open a question, for messages that leave the question mark out."""


def asks(text: str) -> bool:
    """Whether the message asks something: by a question mark, or by the word it opens with."""
    if "?" in text or "؟" in text:
        return True
    opening = text[:24].split(None, 1)
    return bool(opening) and opening[0].casefold() in _ASKING
