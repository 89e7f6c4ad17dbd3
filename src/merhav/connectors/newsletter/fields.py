"""What a newsletter's table may say, and the heads under which systems and towns say it."""

from merhav.connectors.mapping import Field
from merhav.core.text import _

from .words import heads

_SENT = heads(
    "send date | sent date | date sent | sent at | send time | sent time | send_date | sent_at",
    "sent on | delivery date",
    "תאריך שליחה | תאריך השליחה | מועד שליחה | נשלח בתאריך | תאריך הדיוור | תאריך דיוור",
    "تاريخ الإرسال | وقت الإرسال",
    "дата отправки | время отправки | отправлено в",
)
_DAY = heads("date | day | time", "תאריך | יום | זמן | מועד", "التاريخ | تاريخ | الوقت", "дата | время")
_EVENT = heads(
    "event time | event date | timestamp | datetime | date time | date/time | action date",
    "action time | occurred at | event_time | created at | created_at",
    "תאריך ושעה | תאריך פעולה | זמן פעולה | שעה | תאריך האירוע",
    "وقت الحدث | تاريخ الحدث | التاريخ والوقت",
    "дата и время | время события | дата события",
)

SENT_AT = Field("sent_at", _("When the issue was sent"), (*_SENT, *_DAY), required=True)
AT = Field("at", _("When it happened"), (*_EVENT, *_DAY), required=True)
OF_ISSUE = Field("sent_at", SENT_AT.text, _SENT)
"""Beside a column that says when something happened."""

_TITLES = heads(
    "campaign | campaign name | campaign title | campaign_name | newsletter | newsletter name",
    "issue | title | mailing | broadcast | email name | message name | subject | subject line",
    "name",
    "שם הקמפיין | שם קמפיין | קמפיין | שם הדיוור | שם דיוור | דיוור | ניוזלטר | גיליון | ידיעון",
    "עלון | שורת נושא | נושא | שם",
    "اسم الحملة | الحملة | النشرة | اسم النشرة | العدد | الموضوع | العنوان",
    "название кампании | кампания | рассылка | название рассылки | выпуск | тема | тема письма",
    "название",
)
CAMPAIGN = Field("campaign", _("Title of the issue"), _TITLES)
CAMPAIGN_NEEDED = Field("campaign", CAMPAIGN.text, _TITLES, required=True)
EMAIL = Field(
    "email",
    _("E-mail address"),
    heads(
        "e-mail | email | email address | e-mail address | recipient | recipient email | subscriber",
        "subscriber email | email_id | email_address | to | contact email | contact",
        'דוא"ל | דוא״ל | דואל | כתובת דוא"ל | כתובת דוא״ל | אימייל | מייל | כתובת אימייל | כתובת מייל',
        "דואר אלקטרוני | נמען | כתובת הנמען",
        "البريد الإلكتروني | عنوان البريد الإلكتروني | البريد | المستلم",
        "электронная почта | эл. почта | адрес электронной почты | почта | получатель | подписчик",
    ),
    required=True,
)
ACTION = Field(
    "action",
    _("What was done: sent, opened, clicked…"),
    heads(
        "action | event | event type | event_type | event name | activity | activity type | type",
        "status",
        "פעולה | אירוע | סוג אירוע | סוג פעולה | סטטוס | סוג",
        "الإجراء | الحدث | نوع الحدث | الحالة | النوع",
        "действие | событие | тип события | статус | тип",
    ),
    required=True,
)

EVENTS = (
    AT,
    CAMPAIGN_NEEDED,
    EMAIL,
    ACTION,
    OF_ISSUE,
    Field(
        "link",
        _("Link that was clicked"),
        heads(
            "link | url | clicked url | clicked link | link url",
            "קישור | לינק | כתובת הקישור",
            "رابط | الرابط",
            "ссылка | адрес ссылки",
        ),
    ),
    Field(
        "agent",
        _("User agent: the program that opened or clicked"),
        heads(
            "user agent | useragent | user_agent | user-agent | agent | client | email client | browser",
            "דפדפן | תוכנה",
            "المتصفح | وكيل المستخدم",
            "браузер | клиент",
        ),
    ),
    Field(
        "address",
        _("Network address (IP) of the open or click"),
        heads("ip | ip address | ip_address | address ip", "כתובת ip", "عنوان ip", "ip-адрес | ip адрес"),
    ),
    Field("method", _("Method of the request (GET, HEAD)"), heads("method | http method | request method")),
    Field(
        "machine",
        _("Whether a machine did it"),
        heads(
            "is bot | bot | is machine | machine | machine open | is_bot | apple mpp | is mpp | mpp",
            "proxy | is proxy",
            "בוט | מכונה",
            "روبوت | آلة",
            "бот | робот",
        ),
    ),
    Field(
        "bounce",
        _("Kind or code of a bounce"),
        heads(
            "bounce type | bounce class | bounce_type | bounce code | bounce reason | reason | smtp code",
            "diagnostic code",
            "סוג חזרה | סיבת חזרה | סיבה",
            "نوع الارتداد | سبب الارتداد",
            "тип возврата | причина возврата",
        ),
    ),
)
"""Of a table with a row for each thing that was done."""
