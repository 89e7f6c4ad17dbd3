"""Which of the authority's assets brought somebody, out of what they answered or of the name of a link.

Words of Hebrew, Arabic, Russian and English. Who names Facebook's or WhatsApp's page of the site means Facebook or WhatsApp, so
the site comes last; friends and newspapers are no asset.
"""

import re

from merhav.facts.words import Asset

_WORDS = {
    Asset.FACEBOOK: r"facebook|\bfb\b|פייסבוק|פיסבוק|فيس ?بوك|фейсбук|\bфб\b",
    Asset.WHATSAPP: r"what'?s ?app|\bwa\b|ו+א?(?:טס|צ)[ -]?א?פ|واتس ?[اأآ]ب|в[ао](?:тс|ц)ап|telegram|טלגרם|تلغرام|تيليجرام|телеграм",
    Asset.NEWSLETTER: r"newsletter|e-?mail|\bmailing|ניוז[ -]?לטר|ידיעון|דיוור|רשימת תפוצה|דוא[\"״']?ל|מייל|نشرة|بريد|рассылк|почт|письм",
    Asset.STREET: r"street|poster|flyer|leaflet|billboard|notice ?board|\bsign\b|רחוב|שלט|שילוט|כרז|פוסטר|פליי?[יע]?ר|עלון|מודע|דוכן|"
    r"شارع|لافت|ملصق|لوحة|улиц|афиш|плакат|листовк|объявлен",
    Asset.WEBSITE: r"\bweb|\bsite\b|homepage|\bportal|אתר|פורטל|موقع|сайт|портал",
}  # fmt: skip
_SHAPES = {asset: re.compile(words, re.IGNORECASE) for asset, words in _WORDS.items()}
_ASKED = re.compile(
    r"(?:how|where) did you (?:hear|learn|find)|heard about|שמע(?:ת|תם|תן)|נודע ל|הגע(?:ת|תם) אלינו|كيف (?:سمع|عرف|علم)|من أين (?:سمع|عرف)|"
    r"(?:как|откуда) вы (?:о нас |об? \S+ )?(?:узнал|услышал)",
    re.IGNORECASE,
)


def origin_of(answer: str) -> str | None:
    """The word of the asset that is named; None where none is."""
    answer = answer[:500]
    return next((asset.value for asset, shape in _SHAPES.items() if shape.search(answer)), None)


def asks_for_origin(question: str) -> bool:
    """Whether a question of a form is how somebody heard of the meeting."""
    return bool(_ASKED.search(question[:500]))
