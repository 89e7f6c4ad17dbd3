"""What a row of a table of newsletter events says was done, in the words of newsletter systems and of towns."""

from enum import IntEnum

from .words import Words, heads


class Act(IntEnum):
    """What happened to one issue at one address. In the order in which it happens, where a clock cannot tell."""

    SENT = 1
    DELIVERED = 2
    BOUNCED = 3
    BOUNCED_FOR_NOW = 4
    OPENED = 5
    CLICKED = 6
    REPLIED = 7
    COMPLAINED = 8
    LEFT = 9
    FOLLOWED = 10
    ASIDE = 11
    """Known, and not counted: queued, forwarded, shown in a browser."""


ACTS: Words[Act] = Words(
    {
        Act.SENT: heads(
            "sent | send | email sent | message sent | dispatched",
            "נשלח | נשלחה | שליחה | נשלח למייל",
            "أرسل | أُرسل | تم الإرسال | أرسلت | إرسال | مرسل",
            "отправлено | отправлен | отправка | послано",
        ),
        Act.DELIVERED: heads(
            "delivered | delivery | deliver | email delivered | received",
            "נמסר | נמסרה | מסירה | הגיע | התקבל",
            "تم التسليم | سُلم | تسليم | وصل | تم التوصيل",
            "доставлено | доставлен | доставка | получено",
        ),
        Act.OPENED: heads(
            "opened | open | opens | email opened | unique open | first open | read | viewed",
            "נפתח | נפתחה | פתח | פתחה | פתיחה | נקרא | קרא | קריאה",
            "فتح | تم الفتح | فُتح | مفتوح | فتحت | قراءة | قرأ",
            "открыто | открыт | открытие | открыл | прочитано",
        ),
        Act.CLICKED: heads(
            "clicked | click | clicks | email clicked | link clicked | link click",
            "הקליק | הקליקה | הקלקה | לחץ | לחצה | לחיצה | קליק | הוקלק",
            "نقر | تم النقر | نقرة | ضغط | ضغطة",
            "клик | кликнул | переход | перешёл | перешел | нажатие",
        ),
        Act.REPLIED: heads(
            "replied | reply | replies | responded | response | answered",
            "השיב | השיבה | ענה | ענתה | תשובה | הגיב | תגובה",
            "رد | تم الرد | أجاب | إجابة",
            "ответ | ответил | ответила | отвечено",
        ),
        Act.BOUNCED: heads(
            "bounced | bounce | hard bounce | hard bounced | hardbounce | permanent bounce | failed",
            "failure | invalid | invalid email | dropped | rejected | undelivered",
            "חזר | חזרה | החזרה | הוחזר | נכשל | שגוי | חזרה קשה | לא נמסר | מייל שגוי",
            "ارتد | مرتد | ارتداد | فشل | ارتداد دائم | لم يُسلم",
            "возврат | возвращено | не доставлено | отказ | жёсткий возврат | ошибка",
        ),
        Act.BOUNCED_FOR_NOW: heads(
            "soft bounce | soft bounced | softbounce | bounce soft | bounced soft | temporary bounce",
            "transient bounce | deferred | delayed | blocked | mailbox full",
            "חזרה רכה | חזרה זמנית | תיבה מלאה | נדחה | עוכב",
            "ارتداد مؤقت | ارتداد ناعم | مؤجل",
            "мягкий возврат | временный возврат | отложено",
        ),
        Act.LEFT: heads(
            "unsubscribed | unsubscribe | unsub | opt out | opted out | optout | removed",
            "group unsubscribe",
            "הוסר | הוסרה | הסרה | הסיר | הסיר עצמו | ביטל מנוי | ביטול מנוי | ביטול הרשמה | עזב",
            "إلغاء الاشتراك | ألغى الاشتراك | ألغت الاشتراك | تم إلغاء الاشتراك | انسحب",
            "отписался | отписалась | отписка | отписан | отписано",
        ),
        Act.COMPLAINED: heads(
            "complained | complaint | spam | spam complaint | spam report | abuse | marked as spam",
            "spamreport",
            "תלונה | דיווח כספאם | ספאם | דווח כספאם | התלונן",
            "شكوى | بلاغ مزعج | مزعج",
            "жалоба | спам",
        ),
        Act.FOLLOWED: heads(
            "subscribed | subscribe | signup | sign up | opt in | opted in | joined | confirmed",
            "resubscribed",
            "נרשם | נרשמה | הרשמה | הצטרף | הצטרפה | אישר",
            "اشترك | اشتركت | اشتراك | تسجيل",
            "подписался | подписалась | подписка | подписан",
        ),
        Act.ASIDE: heads(
            "queued | processed | accepted | scheduled | forwarded | forward | shared | browser view",
            "web view | suppressed | pending | print | profile update | bot click | machine click",
            "בתור | הועבר | שותף | ממתין | לא נשלח",
            "قيد الانتظار | أعيد توجيهه",
            "в очереди | переслано",
        ),
    }
)
MACHINE_ACTS = frozenset(
    heads("apple mpp open | bot open | machine open | machine opened | prefetched open | proxy open")
)
"""Words by which a system says itself that a machine opened the mail."""
