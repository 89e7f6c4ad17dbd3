"""Which pages of a site serve residents, open a way to make contact, or tell of a municipal process.

By words in the path, in the three languages of Israeli sites, and before that by the authority's own patterns.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.paths import Patterns, readable
from merhav.core.text import Text, _

_HELP = _(
    "Beside those that are found by words of their address, as contact, תשלומים or نماذج. What follows the site's name,"
    " with * for anything, as in /residents/*; several with blanks between them."
)


class Tag(StrEnum):
    """What a page is for; of a page that is several, the first."""

    PROCESS = "process"
    CONTACT = "contact"
    SERVICE = "service"


def _pages(tag: Tag, text: Text) -> Question:
    return Question(f"{tag}_pages", text, Answer.TEXT, help=_HELP, remembered=True, before=True)


QUESTIONS = {
    Tag.SERVICE: _pages(Tag.SERVICE, _("Which other pages serve residents?")),
    Tag.CONTACT: _pages(Tag.CONTACT, _("Which other pages open a way to make contact?")),
    Tag.PROCESS: _pages(Tag.PROCESS, _("Which other pages tell of a municipal process?")),
}

_WORDS = {
    Tag.PROCESS: (
        "planning|zoning|outline-plan|master-plan|public-participation|participation|public-hearing|consultation"
        "|have-your-say|objections|תכנון|תוכניות|תכניות|תוכנית-מתאר|תכנית-מתאר|מתאר|הליך|הליכים|שיתוף-ציבור|שיתוף-הציבור"
        "|שיתוף-תושבים|התנגדות|התנגדויות|שימוע-ציבורי|תבע|تخطيط|تنظيم|مخطط|مخططات|مشاركة-الجمهور|إجراء|إجراءات|اعتراضات"
    ),
    Tag.CONTACT: (
        "contact|contact-us|contacts|contactus|call-center|hotline|feedback|inquiry|inquiries|106|צור-קשר|צרו-קשר|יצירת-קשר"
        "|פנייה|פניה|פניות|מוקד|טלפונים|קבלת-קהל|اتصل|اتصل-بنا|اتصلوا-بنا|تواصل|تواصل-معنا|توجه|توجهات|شكوى|شكاوى|مركز-البلاغات"
    ),
    Tag.SERVICE: (
        "pay|payment|payments|form|forms|service|services|e-services|eservices|register|registration|permit|permits|licence|license"
        "|licensing|appointment|appointments|apply|תשלום|תשלומים|טופס|טפסים|שירות|שירותים|רישום|הרשמה|ארנונה|היתר|היתרים|רישוי"
        "|זימון-תור|תורים|הנחות|دفع|دفعات|مدفوعات|نموذج|نماذج|استمارة|استمارات|خدمة|خدمات|تسجيل|أرنونا|ارنونا|رخصة|رخص|تصريح|تصاريح"
    ),
}
_PREFIX = "(?:[הובלמכש]{1,2}|وال|بال|لل|ال|و|ب|ل)?"
"""The article and the short words that Hebrew and Arabic write together with the next."""
_BETWEEN = re.compile(r"[\s_+.]+")
_SHAPES = {tag: re.compile(rf"(?<![^\W_]){_PREFIX}(?:{words})(?![^\W_])") for tag, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class Tags:
    """The authority's own patterns, by tag."""

    told: dict[Tag, Patterns]

    @classmethod
    def of(cls, told: Told) -> "Tags":
        return cls({tag: Patterns.of(told.get(QUESTIONS[tag].name)) for tag in Tag})

    def tag(self, path: str) -> Tag | None:
        """What a page is for, by the path (and query) of its address; None for any other page."""
        words = readable(path.encode("utf-8", "replace"))
        own = next((tag for tag in Tag if self.told[tag].fit(words)), None)
        return own or next((tag for tag in Tag if _SHAPES[tag].search(_BETWEEN.sub("-", words))), None)
