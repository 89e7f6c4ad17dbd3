"""Columns of a table with a row for each recipient of an issue: what each did with it, and when."""

from merhav.connectors.mapping import Field
from merhav.core.text import _

from .fields import CAMPAIGN_NEEDED, EMAIL, SENT_AT
from .words import heads

DONE = (
    Field(
        "delivered_at",
        _("When it arrived"),
        heads(
            "delivered_date | delivered date | delivered at | delivery time",
            "תאריך מסירה",
            "تاريخ التسليم",
            "дата доставки",
        ),
    ),
    Field(
        "opened_at",
        _("When it was opened"),
        heads(
            "open_date | open date | opened at | opened on | first open | first opened",
            "תאריך פתיחה",
            "تاريخ الفتح",
            "дата открытия",
        ),
    ),
    Field(
        "clicked_at",
        _("When a link was clicked"),
        heads(
            "click_date | click date | clicked at | first click", "תאריך הקלקה", "تاريخ النقر", "дата клика"
        ),
    ),
    Field(
        "left_at",
        _("When they unsubscribed"),
        heads(
            "unsubscribe_date | unsubscribe date | unsubscribed at",
            "תאריך הסרה",
            "تاريخ إلغاء الاشتراك",
            "дата отписки",
        ),
    ),
    Field(
        "hard_at",
        _("When it came back for good"),
        heads(
            "hard_bounce_date | hard bounce date | bounced at | bounce date",
            "תאריך חזרה",
            "تاريخ الارتداد",
            "дата возврата",
        ),
    ),
    Field("soft_at", _("When it came back for now"), heads("soft_bounce_date | soft bounce date")),
    Field(
        "complained_at",
        _("When it was marked as spam"),
        heads("complaint_date | complaint date | spam date", "תאריך תלונה", "تاريخ الشكوى", "дата жалобы"),
    ),
    Field(
        "opens_made",
        _("Opens by this person"),
        heads("total opens | opens | open count", "פתיחות", "الفتحات", "открытий"),
    ),
    Field(
        "machine_opens_made",
        _("Opens by machines for this person"),
        heads("total apple mpp opens | apple mpp opens | machine opens | mpp opens"),
    ),
    Field(
        "clicks_made",
        _("Clicks by this person"),
        heads("clicked_links_count | total clicks | clicks | click count", "הקלקות", "النقرات", "кликов"),
    ),
)
RECIPIENTS = (SENT_AT, CAMPAIGN_NEEDED, EMAIL, *DONE)
