"""What was done in the app, from the word that its maker has for it."""

from typing import NamedTuple

from merhav.connectors.heads import plain_word
from merhav.facts.words import Object, Verb


class Act(NamedTuple):
    verb: Verb
    object_type: Object


VIEW = Act(Verb.VIEW, Object.PAGE)
REGISTRATION = Act(Verb.CREATE, Object.REGISTRATION)
PAYMENT = Act(Verb.CREATE, Object.PAYMENT)
SPACE = Act(Verb.CREATE, Object.SPACE)
MESSAGE = Act(Verb.CREATE, Object.MESSAGE)
POST = Act(Verb.CREATE, Object.POST)

TELLS = tuple(f"{act.verb}/{act.object_type}" for act in (VIEW, REGISTRATION, PAYMENT, SPACE, MESSAGE, POST))

_WORDS: dict[Act, tuple[str, ...]] = {
    VIEW: (
        "כניסה", "התחברות", "צפייה", "צפיה", "ביקור", "פתיחת אפליקציה", "פתיחת האפליקציה", "view", "screen view",
        "page view", "login", "log in", "logged in", "sign in", "signin", "app open", "opened app", "visit",
        "session start", "دخول", "تسجيل الدخول", "تسجيل دخول", "عرض", "مشاهدة", "زيارة", "فتح التطبيق", "вход",
        "просмотр", "посещение", "открытие приложения",
    ),
    REGISTRATION: (
        "הרשמה", "רישום", "נרשם", "נרשמה", "נרשם/ה", "registration", "register", "registered", "sign up", "signup",
        "enrol", "enroll", "enrolment", "enrollment", "تسجيل", "التسجيل", "اشتراك", "регистрация", "запись",
    ),
    PAYMENT: (
        "תשלום", "שולם", "שילם", "שילמה", "שילם/ה", "payment", "pay", "paid", "purchase", "دفع", "الدفع", "سداد",
        "оплата", "платеж", "платёж",
    ),
    SPACE: (
        "פתיחת מרחב", "יצירת מרחב", "פתיחת קבוצה", "יצירת קבוצה", "פתיחת קהילה", "יצירת קהילה", "מרחב חדש", "create space",
        "space created", "open space", "opened space", "new space", "create group", "group created", "new group",
        "create community", "community created", "فتح مساحة", "إنشاء مساحة", "إنشاء مجموعة", "فتح مجموعة",
        "создание пространства", "открытие пространства", "создание группы", "создание сообщества",
    ),
    MESSAGE: (
        "הודעה", "שליחת הודעה", "כתיבת הודעה", "message", "send message", "message sent", "sent message", "chat message",
        "رسالة", "إرسال رسالة", "сообщение", "отправка сообщения",
    ),
    POST: (
        "פוסט", "פרסום", "פרסום פוסט", "העלאת פוסט", "post", "create post", "post created", "new post", "منشور", "نشر",
        "نشر منشور", "пост", "публикация",
    ),
}  # fmt: skip
_UNDONE = frozenset(
    {
        "נכשל", "נכשלה", "בוטל", "בוטלה", "ביטול", "התחלת", "נדחה", "נדחתה", "failed", "fail", "cancel", "cancelled",
        "canceled", "started", "start", "error", "declined", "refund", "refunded", "abandoned", "deleted", "delete",
        "فشل", "فاشل", "إلغاء", "ملغى", "ملغي", "отмена", "отменена", "отменен", "ошибка", "неудачно", "возврат",
    }
)  # fmt: skip
"""Beside a known word they say that it was not done."""
_ACTS = {word: act for act, words in _WORDS.items() for word in words}
_LONGEST = max(len(word.split()) for word in _ACTS)
_APART = str.maketrans("_-:", "   ")
_KEPT = 10_000


class Acts(dict[str, Act | None]):
    """Acts by the word of the file; None for a word that is not known."""

    def __missing__(self, cell: str) -> Act | None:
        if len(self) >= _KEPT:
            self.clear()
        self[cell] = act = act_of(cell)
        return act


def act_of(cell: str) -> Act | None:
    """The act whose word, the longest there is, the cell begins with: "payment (arnona)" is a payment."""
    words = (
        plain_word(cell[:100].translate(_APART)).replace("(", " ").replace(")", " ").replace(",", " ").split()
    )
    if " ".join(words) in _ACTS:
        return _ACTS[" ".join(words)]
    if not _UNDONE.isdisjoint(words):
        return None
    beginnings = (" ".join(words[:length]) for length in range(_LONGEST, 0, -1))
    return next((_ACTS[begin] for begin in beginnings if begin in _ACTS), None)
