"""By which of the town's assets an inquiry came in, from the word that the hotline's system has for it."""

import re

from merhav.connectors.answers import chosen
from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.heads import plain_word
from merhav.core.text import _
from merhav.facts.words import Asset

CAME_BY = Question(
    "came_by",
    _("How do inquiries come in, where the file does not say?"),
    Answer.CHOICE,
    choices=(
        (Asset.STREET.value, _("by telephone or at the desk")),
        (Asset.WEBSITE.value, _("by the website")),
        (Asset.APP.value, _("by the app")),
        (Asset.WHATSAPP.value, _("by WhatsApp")),
        (Asset.NEWSLETTER.value, _("by e-mail")),
    ),
    help=_("Empty: they count as the street, as those by telephone do."),
    before=True,
    remembered=True,
)

_WORDS = tuple(
    (asset, re.compile(words))
    for asset, words in (
        (Asset.WHATSAPP, r"ו+א?[טצ]סא?[פף]|ו+א?צא?[פף]|whats ?app|وات ?س ?[اآ]ب|ва[тц]сап|вотсап"),
        (
            Asset.APP,
            r"אפליקצי|יישומון|ישומון|\bapp\b|\bapps\b|application|\bmobile\b|smartphone|تطبيق|приложени",
        ),
        (Asset.FACEBOOK, r"פייסבוק|facebook|messenger|فيسبوك|فيس بوك|фейсбук"),
        (Asset.NEWSLETTER, r"מייל|דואל\b|דואר אלקטרוני|\be ?mail|البريد|بريد|электронн|имейл"),
        (
            Asset.WEBSITE,
            (
                r"אתר|אינטרנט|מקוון|מקוונת|פורטל|\bweb|on ?line|internet|portal|\bsite\b|self service|موقع|[إا]نترنت|"
                r"сайт|интернет|онлайн|портал|\bвеб"
            ),
        ),
        (
            Asset.STREET,
            (
                r"טלפון|טלפוני|נייד|\b106\b|מוקד|פרונטל|דלפק|קבלת קהל|פקח|סיור|מכתב|פקס|דואר|אחר|phone|\bcall|desk|"
                r"counter|person|walk ?in|letter|\bmail|\bfax|\bsms|agent|other|unknown|هاتف|اتصال|مكتب|شباك|المركز|"
                r"телефон|звонок|лично|при[её]м|письмо"
            ),
        ),
    )
)
"""The first that matches holds: a web form of the hotline is the site's."""
_QUOTES = str.maketrans("_-/", "   ", "\"'׳״`.")
_KEPT = 10_000


class Channels(dict[str, Asset | None]):
    """Assets by the word of the file; None for a word that is not known."""

    def __missing__(self, cell: str) -> Asset | None:
        if len(self) >= _KEPT:
            self.clear()
        self[cell] = asset = asset_of(cell)
        return asset


def asset_of(cell: str) -> Asset | None:
    word = plain_word(cell[:100]).translate(_QUOTES)
    return next((asset for asset, words in _WORDS if words.search(word)), None)


def came_by(told: Told) -> Asset | None:
    """The asset of inquiries of which the file does not say it, as it was told."""
    answer = chosen(told, CAME_BY)
    return Asset(answer) if answer else None
