"""Heads of the tables that municipal apps export."""

from merhav.connectors.listed import Hours
from merhav.connectors.mapping import Field
from merhav.core.text import _

FIELDS = (
    Field(
        "time",
        _("When it was done"),
        (
            "תאריך ושעה", "מועד", "זמן", "תאריך", "timestamp", "date and time", "datetime", "event time", "created at",
            "date", "time", "التاريخ والوقت", "التاريخ", "الوقت", "дата и время", "дата", "время",
        ),
        required=True,
    ),
    Field(
        "person",
        _("Who did it: an address, or the app's own number of a user"),
        (
            "מזהה משתמש", "מספר משתמש", "קוד משתמש", "משתמש", "מזהה תושב", "תושב", 'דוא"ל', "אימייל", "user id", "userid",
            "user_id", "user", "resident id", "person id", "person", "email", "e-mail", "معرف المستخدم", "المستخدم",
            "البريد الإلكتروني", "id пользователя", "пользователь", "эл. почта",
        ),
        required=True,
    ),
    Field(
        "action",
        _("What was done"),
        (
            "פעולה", "סוג פעולה", "אירוע", "שם אירוע", "סוג אירוע", "action", "action type", "event", "event name",
            "event_name", "event type", "activity", "activity type", "الإجراء", "نوع الإجراء", "العملية", "الحدث",
            "действие", "тип действия", "событие",
        ),
        required=True,
    ),
    Field(
        "space",
        _("In which community space"),
        (
            "מרחב", "שם מרחב", "מרחב קהילתי", "קהילה", "קבוצה", "שם קבוצה", "space", "space name", "community", "group",
            "group name", "room", "المساحة", "المجتمع", "المجموعة", "пространство", "сообщество", "группа",
        ),
    ),
)  # fmt: skip
DATES = ("time",)
HOURS: Hours = {"time": ("שעה", "hour", "time", "الساعة", "الوقت", "час", "время")}
