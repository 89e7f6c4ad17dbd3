"""Columns of a table with a row for each issue: how many got it, opened it, clicked."""

from merhav.connectors.mapping import Field
from merhav.core.text import _

from .fields import CAMPAIGN, SENT_AT
from .words import heads

_COUNTS = (
    Field(
        "sent",
        _("How many it was sent to"),
        heads(
            "sent | recipients | total recipients | emails sent | total sent | sent to | audience size",
            'נשלחו | נשלח | נמענים | כמות נמענים | סה"כ נשלחו | כמות שנשלחה | מספר נמענים | נשלח אל',
            "المرسل إليهم | عدد المستلمين | المرسلة | أرسلت",
            "отправлено | получателей | всего отправлено",
        ),
    ),
    Field(
        "delivered",
        _("How many got it"),
        heads(
            "delivered | successful deliveries | deliveries | total delivered",
            "נמסרו | נמסר | הגיעו | התקבלו | נמסרו בהצלחה",
            "المسلمة | تم تسليمها | وصلت",
            "доставлено",
        ),
    ),
    Field(
        "opens",
        _("How many opened it (people, each once)"),
        heads(
            "unique opens | opened | unique opened | recipients who opened | openers | opens",
            "total unique opens",
            "פתיחות ייחודיות | פתחו | נפתחו | כמות שנפתחו | פותחים | פתיחות | נפתח",
            "فتحات فريدة | الفتحات الفريدة | فتحوا | الفتحات",
            "уникальные открытия | открыли | открытий | открытия",
        ),
    ),
    Field(
        "machine_opens",
        _("How many opens machines made (Apple Mail Privacy Protection)"),
        heads(
            "machine opens | unique machine opens | apple mpp opens | unique apple mpp opens | mpp opens",
            "apple mpp | apple opens | apple privacy opens | bot opens | proxy opens",
            "estimated apple opens",
            "פתיחות מכונה | פתיחות אפל | פתיחות אוטומטיות",
            "فتحات آلية",
            "машинные открытия | открытия apple",
        ),
    ),
    Field(
        "clickers",
        _("How many clicked (people, each once)"),
        heads(
            "unique clicks | clicked | unique clicked | recipients who clicked | clickers",
            "unique clickers",
            "הקלקות ייחודיות | הקליקו | מקליקים | כמות שהקליקו | לחצו | לחיצות ייחודיות",
            "نقرات فريدة | النقرات الفريدة | نقروا",
            "уникальные клики | кликнули | кликнувших",
        ),
    ),
    Field(
        "clicks",
        _("How many clicks in all"),
        heads(
            "total clicks | clicks | all clicks",
            'סה"כ הקלקות | הקלקות | לחיצות | קליקים',
            "إجمالي النقرات | النقرات | نقرات",
            "всего кликов | клики | кликов | переходы",
        ),
    ),
    Field(
        "unsubscribes",
        _("How many left because of it"),
        heads(
            "unsubscribes | unsubscribed | unsubs | total unsubs | opt outs | opt-outs | unsubscriptions",
            "הסרות | הוסרו | הסירו | ביטולי מנוי | כמות שהוסרו",
            "إلغاء الاشتراك | إلغاءات الاشتراك",
            "отписки | отписалось",
        ),
    ),
    Field(
        "complaints",
        _("How many marked it as spam"),
        heads(
            "complaints | spam complaints | abuse complaints | spam reports | spam | abuse reports",
            "תלונות | תלונות ספאם | דיווחי ספאם | ספאם",
            "شكاوى | بلاغات",
            "жалобы | жалоб",
        ),
    ),
    Field(
        "bounces",
        _("How many came back"),
        heads(
            "bounces | total bounces | bounced | all bounces",
            "חזרו | החזרות | חזרות | שגויים | נכשלו",
            "الارتدادات | المرتدة | ارتدت",
            "возвраты | возвратов | не доставлено",
        ),
    ),
    Field(
        "subscribers",
        _("How many were subscribed then"),
        heads(
            "subscribers | list size | total subscribers",
            "רשומים | מנויים | גודל הרשימה | המנויים",
            "المشتركون | عدد المشتركين",
            "подписчики | подписчиков",
        ),
    ),
)
COUNTS = {field.name: field for field in _COUNTS}
"""By the measure that they count."""
HARD = Field(
    "hard_bounces",
    _("How many came back for good"),
    heads("hard bounces | hard bounced", "חזרות קשות", "ارتدادات دائمة", "жёсткие возвраты"),
)
SOFT = Field(
    "soft_bounces",
    _("How many came back for now"),
    heads("soft bounces | soft bounced", "חזרות רכות", "ارتدادات مؤقتة", "мягкие возвраты"),
)
RATES = {
    "opens": Field(
        "open_rate",
        _("Share of those who opened"),
        heads(
            "open rate | opens % | % opens | unique open rate",
            "אחוז פתיחה | אחוז פתיחות | שיעור פתיחה",
            "معدل الفتح | نسبة الفتح",
            "процент открытий",
        ),
    ),
    "clickers": Field(
        "click_rate",
        _("Share of those who clicked"),
        heads(
            "click rate | ctr | clicks % | click through rate",
            "אחוז הקלקה | אחוז הקלקות | שיעור הקלקה",
            "معدل النقر | نسبة النقر",
            "процент кликов",
        ),
    ),
}
"""A measure that is told as a share of those who got the issue."""
ISSUES = (SENT_AT, CAMPAIGN, *_COUNTS, HARD, SOFT, *RATES.values())
