"""Heads under which a hotline's table says what it says, in the languages and systems that have been met.

The words of each field stand in two groups: those that only a list of inquiries writes, and those that many tables write.
"""

from collections.abc import Sequence

from merhav.connectors.heads import plain_word
from merhav.connectors.listed import Hours
from merhav.connectors.mapping import Field
from merhav.core.text import _

_NUMBER = (
    "מספר פנייה", "מספר פניה", "מספר הפנייה", "מספר הפניה", "מס' פנייה", "מס' פניה", "מס׳ פנייה", "מס׳ פניה",
    "מס פנייה", "מס פניה", "קוד פנייה", "קוד פניה", "מזהה פנייה", "מזהה פניה", "מספר קריאה", "מס' קריאה", "מס קריאה",
    "unique key", "case number", "case id", "caseid", "case_enquiry_id", "request number", "request id",
    "service request number", "service_request_id", "sr_number", "inquiry number", "inquiry id", "ticket number",
    "ticket id", "رقم الطلب", "رقم التوجه", "رقم الشكوى", "رقم البلاغ", "رقم الاستفسار", "номер обращения",
    "номер заявки", "№ обращения", "№ заявки",
)  # fmt: skip
_OPENED = (
    "תאריך פתיחה", "תאריך פתיחת פנייה", "תאריך פתיחת פניה", "תאריך פתיחת הפנייה", "תאריך ושעת פתיחה", "מועד פתיחה",
    "זמן פתיחה", "תאריך הפנייה", "תאריך הפניה", "תאריך פנייה", "תאריך פניה", "תאריך קבלה", "תאריך קבלת הפנייה",
    "created date", "date opened", "open date", "open_dt", "created_date", "requested_datetime", "date received",
    "opened", "opened at", "created", "created at", "تاريخ الفتح", "تاريخ التوجه", "تاريخ الطلب", "تاريخ الشكوى",
    "تاريخ البلاغ", "تاريخ الإنشاء", "дата открытия", "дата обращения", "дата заявки", "дата создания",
)  # fmt: skip
_CLOSED = (
    "תאריך סגירה", "תאריך סגירת פנייה", "תאריך סגירת פניה", "תאריך סגירת הפנייה", "תאריך ושעת סגירה", "מועד סגירה",
    "זמן סגירה", "תאריך סיום", "תאריך סיום טיפול", "closed date", "date closed", "close date", "closed_dt",
    "closed_date", "closed", "closed at", "resolved at", "resolution date", "completed date", "تاريخ الإغلاق",
    "تاريخ الاغلاق", "تاريخ الإنهاء", "дата закрытия", "дата завершения", "дата решения",
)  # fmt: skip
_ANSWERED = (
    "תאריך מענה ראשון", "תאריך תגובה ראשונה", "תאריך מענה", "מועד מענה", "מועד מענה ראשון", "first answered",
    "first answered at", "first response", "first response date", "first response at", "first reply",
    "تاريخ أول رد", "تاريخ الرد الأول", "تاريخ الرد", "дата первого ответа", "дата ответа",
)  # fmt: skip
_STATUS = (
    "סטטוס", "סטטוס פנייה", "סטטוס פניה", "סטטוס הפנייה", "מצב פנייה", "מצב פניה", "מצב", "status", "case status",
    "case_status", "request status", "الحالة", "حالة", "حالة الطلب", "статус", "состояние",
)  # fmt: skip
_CHANNEL = (
    "ערוץ", "ערוץ פנייה", "ערוץ פניה", "ערוץ הפנייה", "ערוץ קבלה", "מקור פנייה", "מקור פניה", "מקור הפנייה",
    "מקור הפניה", "אופן פנייה", "אופן הפנייה", "אופן קבלה", "אופן קבלת הפנייה", "מקור", "open data channel type",
    "channel", "contact channel", "method received", "submitted via", "source", "origin", "القناة", "قناة",
    "قناة التوجه", "مصدر الطلب", "مصدر التوجه", "المصدر", "канал", "канал обращения", "источник",
)  # fmt: skip
_CATEGORY = (
    "נושא", "נושא הפנייה", "נושא פנייה", "נושא פניה", "נושא ראשי", "קטגוריה", "סוג פנייה", "סוג פניה", "סוג הפנייה",
    "complaint type", "service_name", "service name", "sr_type", "request type", "case type", "category", "type",
    "الموضوع", "موضوع الطلب", "الفئة", "نوع الطلب", "نوع الشكوى", "тема", "категория", "тип обращения",
)  # fmt: skip
_PERSON = (
    'דוא"ל פונה', 'דוא"ל הפונה', "מייל פונה", "מייל הפונה", "טלפון פונה", "טלפון הפונה", "שם פונה", "שם הפונה",
    "הפונה", "requester email", "reporter email", "requester", "reporter", "reported by", "اسم مقدم الطلب",
    "مقدم الطلب", "هاتف مقدم الطلب", "заявитель", "имя заявителя", "телефон заявителя",
)  # fmt: skip

FIELDS = (
    Field("number", _("The inquiry's number"), (*_NUMBER, "number", "id", "מספר", "رقم", "номер"), required=True),
    Field("opened", _("When it was opened"), (*_OPENED, "date", "תאריך", "التاريخ", "дата"), required=True),
    Field("closed", _("When it was closed"), _CLOSED),
    Field("answered", _("When it was first answered"), _ANSWERED),
    Field("status", _("Its state: open, closed"), _STATUS),
    Field("channel", _("How it came in: telephone, site, app"), _CHANNEL),
    Field("category", _("Its subject, from a list"), _CATEGORY),
    Field("person", _("Who asked: address, telephone or name"), _PERSON),
)  # fmt: skip
DATES = ("opened", "closed", "answered")
HOURS: Hours = {
    "opened": ("שעת פתיחה", "שעת פתיחת פנייה", "שעת פניה", "שעת פנייה", "open time", "وقت الفتح", "время открытия"),
    "closed": ("שעת סגירה", "שעת סגירת פנייה", "close time", "وقت الإغلاق", "время закрытия"),
    "answered": ("שעת מענה", "שעת מענה ראשון", "response time", "وقت الرد", "время ответа"),
}  # fmt: skip


def likeness(row: Sequence[str]) -> float:
    """How much a row looks like the head of a list of inquiries, 0 to 1."""
    words = {plain_word(cell) for cell in row}

    def says(*names: str) -> bool:
        return not words.isdisjoint(names)

    if says("unique key") and says("complaint type"):
        return 0.95  # New York's 311, and cities that publish as it does
    if not (says(*_NUMBER) and says(*_OPENED) and says(*_CLOSED, *_ANSWERED, *_STATUS)):
        return 0.0
    return 0.8 if says(*_CHANNEL) else 0.7
