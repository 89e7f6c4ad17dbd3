"""What the app itself writes, in four languages, both genders, old and new wording."""

from typing import Any

import pytest
from tests.connectors.chats import items

from merhav.connectors.base import Report
from merhav.connectors.whatsapp.wording import WORDINGS

ANDROID = "13.6.2018, 21:25 - "
IOS = "[13.6.2018, 21:25:00] "
L, R = "\u200e", "\u200f"


def read(line: str) -> dict[str, Any]:
    report = Report()
    (item,) = items(line, report)
    assert report.not_understood == 0
    return {
        key: value
        for key, value in item.items()
        if (value is not None and key not in {"at", "kind"}) or (key == "kind" and value == "system")
    }


def system(event: str, **more: str) -> dict[str, Any]:
    return {"kind": "system", "event": event, **more}


ANDROID_NOTICES = [
    # encryption
    ("Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.", system("encryption_notice")),
    ("Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more.", system("encryption_notice")),
    (R + "ההודעות והשיחות מוצפנות מקצה-לקצה. לאף אחד מחוץ לצ'אט זה אין אפשרות לקרוא אותן", system("encryption_notice")),
    (R + "الرسائل والمكالمات مشفرة تمامًا بين الطرفين، بحيث لا يستطيع أحد قراءتها", system("encryption_notice")),
    ("Сообщения и звонки защищены сквозным шифрованием. Подробнее", system("encryption_notice")),
    # joined
    ("Dana joined using this group's invite link", system("joined_via_link", actor="Dana")),
    ("Dana joined using a group link", system("joined_via_link", actor="Dana")),
    ("You joined using this group’s invite link", system("joined_via_link", actor="<self>")),
    ("Dana joined from the community", system("joined_from_community", actor="Dana")),
    ("Dana requested to join", system("requested_to_join", actor="Dana")),
    ("דנה הצטרף/ה באמצעות קישור ההזמנה של קבוצה זו", system("joined_via_link", actor="דנה")),
    ("דנה הצטרפה באמצעות קישור ההזמנה של קבוצה זו", system("joined_via_link", actor="דנה")),
    ("יוסי הצטרף לקבוצה באמצעות קישור ההזמנה", system("joined_via_link", actor="יוסי")),
    ("הצטרפת לקבוצה זו באמצעות קישור ההזמנה שלה", system("joined_via_link", actor="<self>")),
    ("הצטרפת לקבוצה דרך קישור הזמנה של הקבוצה", system("joined_via_link", actor="<self>")),
    ("دانا انضم إلى المجموعة عبر استخدام رابط الدعوة الخاص بها", system("joined_via_link", actor="دانا")),
    ("دانا انضمت إلى المجموعة عبر استخدام رابط الدعوة الخاص بها", system("joined_via_link", actor="دانا")),
    ("أنت انضميت إلى المجموعة عبر استخدامك رابط الدعوة الخاص بها", system("joined_via_link", actor="<self>")),
    ("Дана присоединилась к группе, используя приглашение.", system("joined_via_link", actor="Дана")),
    ("Олег присоединился(-ась) к группе, используя приглашение.", system("joined_via_link", actor="Олег")),
    ("Вы присоединились к группе, используя приглашение.", system("joined_via_link", actor="<self>")),
    # added
    ("Dana was added", system("added", target="Dana")),
    ("You were added", system("added", target="<self>")),
    ("Dana added Noa", system("added", actor="Dana", target="Noa")),
    ("You added Noa", system("added", actor="<self>", target="Noa")),
    ("Dana added you", system("added", actor="Dana", target="<self>")),
    ("דנה נוסף/ה לקבוצה", system("added", target="דנה")),
    ("דנה נוספה לקבוצה", system("added", target="דנה")),
    ("דנה ונועה נוספו לקבוצה", system("added", target="דנה ונועה")),
    ("נוספת לקבוצה", system("added", target="<self>")),
    ("דנה הוסיף/ה את נועה", system("added", actor="דנה", target="נועה")),
    ("דנה הוסיפה את נועה", system("added", actor="דנה", target="נועה")),
    ("הוספת את נועה", system("added", actor="<self>", target="נועה")),
    ("את/ה הוספת את נועה", system("added", actor="<self>", target="נועה")),
    ("تمت إضافة دانا", system("added", target="دانا")),
    ("تمت إضافتك", system("added", target="<self>")),
    ("سامي أضاف دانا", system("added", actor="سامي", target="دانا")),
    ("دانا أضافت سامي", system("added", actor="دانا", target="سامي")),
    ("أنت أضفت سامي", system("added", actor="<self>", target="سامي")),
    ("Дана был(-а) добавлен(-а)", system("added", target="Дана")),
    ("Дана была добавлена", system("added", target="Дана")),
    ("Мэрия добавил(-а) Дану", system("added", actor="Мэрия", target="Дану")),
    ("Вы добавили Дану", system("added", actor="<self>", target="Дану")),
    ("Дана добавила вас", system("added", actor="Дана", target="<self>")),
    # left, removed
    ("Dana left", system("left", actor="Dana")),
    ("You left", system("left", actor="<self>")),
    ("Dana removed Noa", system("removed", actor="Dana", target="Noa")),
    ("Dana was removed", system("removed", target="Dana")),
    ("דנה עזב/ה", system("left", actor="דנה")),
    ("דנה עזבה", system("left", actor="דנה")),
    ("דנה יצא/ה", system("left", actor="דנה")),
    ("עזבת", system("left", actor="<self>")),
    ("דנה הסיר/ה את נועה", system("removed", actor="דנה", target="נועה")),
    ("דנה הסירה את נועה", system("removed", actor="דנה", target="נועה")),
    ("דנה הוסר/ה", system("removed", target="דנה")),
    ("דנה הוסרה", system("removed", target="דנה")),
    ("دانا غادر", system("left", actor="دانا")),
    ("دانا غادرت", system("left", actor="دانا")),
    ("أنت غادرت", system("left", actor="<self>")),
    ("سامي أزال دانا", system("removed", actor="سامي", target="دانا")),
    ("تمت إزالة دانا", system("removed", target="دانا")),
    ("Дана покинул(-а) группу", system("left", actor="Дана")),
    ("Дана покинула группу", system("left", actor="Дана")),
    ("Вы покинули группу", system("left", actor="<self>")),
    ("Мэрия удалил(-а) Дану", system("removed", actor="Мэрия", target="Дану")),
    # created, renamed
    ('Dana created group "Park: plans"', system("group_created", actor="Dana", subject="Park: plans")),
    ("Dana created this group", system("group_created", actor="Dana")),
    ("You created this group", system("group_created", actor="<self>")),
    ('דנה יצר/ה את הקבוצה "הורים: כיתה א"', system("group_created", actor="דנה", subject="הורים: כיתה א")),
    ('דנה יצרה את הקבוצה "הורים"', system("group_created", actor="דנה", subject="הורים")),
    ('את/ה יצרת את הקבוצה "הורים"', system("group_created", actor="<self>", subject="הורים")),
    ("הקבוצה נוצרה על ידי דנה", system("group_created", actor="דנה")),
    ('سامي أنشأ مجموعة "سكان: الحي"', system("group_created", actor="سامي", subject="سكان: الحي")),
    ('دانا أنشأت مجموعة "سكان"', system("group_created", actor="دانا", subject="سكان")),
    ('أنت أنشأت مجموعة "سكان"', system("group_created", actor="<self>", subject="سكان")),
    ('Мэрия создал(-а) группу "Двор: 5"', system("group_created", actor="Мэрия", subject="Двор: 5")),
    ("Вы создали группу «Двор»", system("group_created", actor="<self>", subject="Двор")),
    ('Dana changed the subject from "A: x" to "B "c""', system("subject_changed", actor="Dana", subject='B "c"')),
    ('Dana changed the group name to "B"', system("subject_changed", actor="Dana", subject="B")),
    ('דנה החליף/ה את נושא הקבוצה מ-"א: ב" ל-"ג"', system("subject_changed", actor="דנה", subject="ג")),
    ('החלפת את נושא הקבוצה מ-"א" ל-"ג"', system("subject_changed", actor="<self>", subject="ג")),
    ('دانا غيّرت اسم المجموعة من "أ: ١" إلى "ب"', system("subject_changed", actor="دانا", subject="ب")),
    ('سامي غير اسم المجموعة من "أ" إلى "ب"', system("subject_changed", actor="سامي", subject="ب")),
    ('Мэрия изменил(-а) тему с "А: Б" на "В"', system("subject_changed", actor="Мэрия", subject="В")),
    # icon, description, admin, number, pin
    ("Dana changed this group's icon", system("icon_changed", actor="Dana")),
    ("Dana changed the group description", system("description_changed", actor="Dana")),
    ("דנה החליפה את תמונת קבוצה זו", system("icon_changed", actor="דנה")),
    ("דנה שינה/תה את תיאור הקבוצה", system("description_changed", actor="דנה")),
    ("דנה שינתה את תיאור הקבוצה", system("description_changed", actor="דנה")),
    ("دانا غيّرت أيقونة هذه المجموعة", system("icon_changed", actor="دانا")),
    ("سامي غيّر وصف المجموعة", system("description_changed", actor="سامي")),
    ("Мэрия изменил(-а) картинку группы", system("icon_changed", actor="Мэрия")),
    ("Дана изменила описание группы", system("description_changed", actor="Дана")),
    ("Dana is now an admin", system("promoted", target="Dana")),
    ("You're now an admin", system("promoted", target="<self>")),
    ("דנה עכשיו מנהל/ת", system("promoted", target="דנה")),
    ("את/ה עכשיו מנהל/ת", system("promoted", target="<self>")),
    ("دانا أصبحت الآن مشرفًا", system("promoted", target="دانا")),
    ("Дана теперь админ", system("promoted", target="Дана")),
    ("Dana changed their phone number to a new number. Tap to message or add the new number.", system("number_changed", actor="Dana")),
    ("+972 50-000-0000 changed to +972 50-000-0001", system("number_changed", actor="+972 50-000-0000", target="+972 50-000-0001")),
    ("\u202a+972\u00a050-000-0000\u202c הוחלף למספר חדש. הקש/י כדי לשלוח הודעה או להוסיף מספר חדש.", system("number_changed", actor="+972 50-000-0000")),
    ("تم تغيير رقم الهاتف من دانا إلى سامي", system("number_changed", actor="دانا", target="سامي")),
    ("Дана изменен на Олег", system("number_changed", actor="Дана", target="Олег")),
    ("Dana pinned a message", system("pinned", actor="Dana")),
    ("הודעה הוצמדה על ידי דנה", system("pinned", actor="דנה")),
    ("دانا ثبّتت رسالة", system("pinned", actor="دانا")),
    ("Дана закрепил(-а) сообщение", system("pinned", actor="Дана")),
    ("Dana's security code changed. Tap to learn more.", system("security_code_changed", actor="Dana")),
    ("קוד האבטחה של דנה השתנה.", system("security_code_changed", actor="דנה")),
    ("تغير رمز أمان دانا.", system("security_code_changed", actor="دانا")),
    ("Код безопасности пользователя Дана изменился.", system("security_code_changed", actor="Дана")),
    ("Dana turned on disappearing messages.", system("disappearing_messages_changed", actor="Dana")),
    ("דנה הפעיל/ה את מצב הודעות זמניות.", system("disappearing_messages_changed", actor="דנה")),
    ("Missed voice call", system("missed_call")),
    ("שיחת וידאו שלא נענתה", system("missed_call")),
    ("مكالمة صوتية فائتة", system("missed_call")),
    ("Пропущенный видеозвонок", system("missed_call")),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "expected"), ANDROID_NOTICES, ids=[n for n, _e in ANDROID_NOTICES])
def test_notices_of_android_have_no_sender(notice: str, expected: dict[str, Any]) -> None:
    assert read(ANDROID + notice) == expected


@pytest.mark.parametrize(("notice", "expected"), ANDROID_NOTICES, ids=[n for n, _e in ANDROID_NOTICES])
def test_notices_of_ios_stand_under_a_sender_who_is_nobody(notice: str, expected: dict[str, Any]) -> None:
    if expected["event"] == "missed_call":
        expected = {**expected, "actor": "Our street"}
    assert read(f"{IOS}Our street: {R}{notice}") == expected


@pytest.mark.parametrize(
    ("sender", "notice", "expected"),
    [
        ("דנה", "הצטרף/ה לקבוצה באמצעות קישור ההזמנה", system("joined_via_link", actor="דנה")),
        ("דנה", "צירף/ה את נועה", system("added", actor="דנה", target="נועה")),
        ("דנה", "צירפת את נועה", system("added", actor="<self>", target="נועה")),
        ("דנה", "צורפת על ידי דנה", system("added", actor="דנה", target="<self>")),
        ("הורים", "נועה ודנה צורפו על ידי רות", system("added", actor="רות", target="נועה ודנה")),
        ("הורים", "שם הקבוצה השתנה על ידי דנה", system("subject_changed", actor="דנה")),
        ("הורים", "תמונת הקבוצה השתנתה על ידי דנה", system("icon_changed", actor="דנה")),
        ("הורים", "תיאור הקבוצה שונה על ידי דנה", system("description_changed", actor="דנה")),
        ("Dana", "Voice call. No answer", system("call")),
    ],
)
def test_ios_has_wording_of_its_own(sender: str, notice: str, expected: dict[str, Any]) -> None:
    assert read(f"{IOS}{sender}: {R}{notice}") == expected


BODIES = [
    ("<Media omitted>", {"media": "unknown"}),
    ("<Video message omitted>", {"media": "video"}),
    ("<מדיה הושמטה>", {"media": "unknown"}),
    ("<המדיה לא נכללה>", {"media": "unknown"}),
    ("<تم استبعاد الوسائط>", {"media": "unknown"}),
    ("<Файл пропущен>", {"media": "unknown"}),
    ("<Без медиафайлов>", {"media": "unknown"}),
    ("null", {"media": "unknown"}),
    (L + "image omitted", {"media": "image"}),
    (L + "Contact card omitted", {"media": "contact"}),
    (L + "document omitted", {"media": "document"}),
    (L + "GIF omitted", {"media": "gif"}),
    (L + "sticker omitted", {"media": "sticker"}),
    (L + "audio omitted", {"media": "audio"}),
    (R + "התמונה הושמטה", {"media": "image"}),
    (R + "סרטון הווידאו הושמט", {"media": "video"}),
    (R + "קטע קול הושמט", {"media": "audio"}),
    (R + "השמע הושמט", {"media": "audio"}),
    (R + "GIF הושמט", {"media": "gif"}),
    (R + "מסמך הושמט", {"media": "document"}),
    (R + "כרטיס איש קשר הושמט", {"media": "contact"}),
    (R + "لم يتم إدراج الفيديوهات", {"media": "video"}),
    (R + "لم يتم إدراج المقاطع الصوتية", {"media": "audio"}),
    (R + "لم يتم إدراج صورة GIF", {"media": "gif"}),
    (R + "لم يتم إدراج بطاقة جهة اتصال", {"media": "contact"}),
    (R + "تم حذف الملصقات", {"media": "sticker"}),
    (L + "изображение отсутствует", {"media": "image"}),
    (L + "стикер не добавлен", {"media": "sticker"}),
    (L + "Карточка контакта отсутствует", {"media": "contact"}),
    ("plan.pdf • \u200e3 pages \u200edocument omitted", {"media": "document", "file": "plan.pdf"}),
    ("IMG-20240101-WA0001.jpg (file attached)", {"media": "image", "file": "IMG-20240101-WA0001.jpg"}),
    (L + "VID-20240101-WA0001.mp4 (קובץ מצורף)\nכך זה נראה", {"media": "video", "file": "VID-20240101-WA0001.mp4", "text": "כך זה נראה"}),
    ("PTT-20240101-WA0001.opus (الملف مرفق)", {"media": "audio", "file": "PTT-20240101-WA0001.opus"}),
    ("STK-20240101-WA0001.webp (файл добавлен)", {"media": "sticker", "file": "STK-20240101-WA0001.webp"}),
    ("AUD-20240101-WA0001.m4a (Datei angehängt)", {"media": "audio", "file": "AUD-20240101-WA0001.m4a"}),
    (L + "<attached: 00000012-VIDEO-2026-10-01-16-46-12.mp4>", {"media": "video", "file": "00000012-VIDEO-2026-10-01-16-46-12.mp4"}),
    (L + "<מצורף: 00000012-GIF-2026-10-01-16-46-12.mp4>", {"media": "gif", "file": "00000012-GIF-2026-10-01-16-46-12.mp4"}),
    (L + "<المُرفق: 00000012-STICKER-2026-10-01-16-46-12.webp>", {"media": "sticker", "file": "00000012-STICKER-2026-10-01-16-46-12.webp"}),
    (L + "<прикреплено: 00000012-AUDIO-2026-10-01-16-46-12.opus>", {"media": "audio", "file": "00000012-AUDIO-2026-10-01-16-46-12.opus"}),
    ("photo.heic <\u200eattached>", {"media": "image", "file": "photo.heic"}),
    ("This message was deleted", {"event": "deleted"}),
    ("This message was deleted.", {"event": "deleted"}),
    ("You deleted this message", {"event": "deleted"}),
    ("This message was deleted by admin Noa", {"event": "deleted", "actor": "Noa"}),
    ("הודעה זו נמחקה", {"event": "deleted"}),
    ("מחקת הודעה זו", {"event": "deleted"}),
    (R + "מחקת את ההודעה הזו.", {"event": "deleted"}),
    ("ההודעה נמחקה על ידי נועה", {"event": "deleted", "actor": "נועה"}),
    ("تم حذف هذه الرسالة", {"event": "deleted"}),
    ("أنت حذفت هذه الرسالة", {"event": "deleted"}),
    (R + "لقد حذَفت هذه الرسالة", {"event": "deleted"}),
    ("Данное сообщение удалено", {"event": "deleted"}),
    ("Вы удалили это сообщение", {"event": "deleted"}),
    ("at nine <This message was edited>", {"event": "edited", "text": "at nine"}),
    ("at nine \u200e<This message was edited>", {"event": "edited", "text": "at nine"}),
    ("בתשע <ההודעה נערכה>", {"event": "edited", "text": "בתשע"}),
    ("בתשע <הודעה זו נערכה>", {"event": "edited", "text": "בתשע"}),
    ("التاسعة <تم تعديل هذه الرسالة>", {"event": "edited", "text": "التاسعة"}),
    ("в девять <Сообщение изменено>", {"event": "edited", "text": "в девять"}),
    ("location: https://maps.google.com/?q=32.0,34.7", {"media": "location"}),
    ("מיקום: https://maps.google.com/?q=32.0,34.7", {"media": "location"}),
    ("الموقع: https://maps.google.com/?q=32.0,34.7", {"media": "location"}),
    ("موقع: https://maps.google.com/?q=32.0,34.7", {"media": "location"}),
    ("местоположение: https://maps.google.com/?q=32.0,34.7", {"media": "location"}),
    (L + "POLL:\nWhere?\n\u200eOPTION: Park (3 votes)\n\u200eOPTION: Sea (1 vote)", {"event": "poll", "question": "Where?", "options": [["Park", 3], ["Sea", 1]]}),
    ("סקר:\nאיפה?\nאפשרות: פארק (3 הצבעות)\nאפשרות: ים (הצבעה אחת)", {"event": "poll", "question": "איפה?", "options": [["פארק", 3], ["ים", 1]]}),
    ("استطلاع:\nأين؟\nخيار: بحر (٣ أصوات)", {"event": "poll", "question": "أين؟", "options": [["بحر", 3]]}),
    ("ОПРОС:\nГде?\nВАРИАНТ: парк (2 голоса)", {"event": "poll", "question": "Где?", "options": [["парк", 2]]}),
    ("Waiting for this message. This may take a while.", {"event": "waiting"}),
]  # fmt: skip


@pytest.mark.parametrize("header", [ANDROID, IOS], ids=["android", "ios"])
@pytest.mark.parametrize(("body", "expected"), BODIES, ids=[body for body, _expected in BODIES])
def test_bodies_that_are_not_ordinary(header: str, body: str, expected: dict[str, Any]) -> None:
    assert read(f"{header}Dana: {body}") == {"author": "Dana", **expected}


@pytest.mark.parametrize(
    "text",
    [
        "Noa left",
        "דנה עזבה",
        "see notes.txt (the newer one)",
        "well :)",
        "ок )))",
        "a < b and c > d",
        "10:30 at the gate: bring water",
        "https://example.org/a:b",
        "Joined using the group's invite link",
        "image omitted from the plan, look",
        "poll: who comes?",
    ],
)
def test_what_people_write_stays_a_message(text: str) -> None:
    assert read(f"{ANDROID}Dana: {text}") == {"author": "Dana", "text": text}


def test_a_name_that_sounds_like_a_notice_stays_a_name() -> None:
    assert read(f"{ANDROID}Dana left: hello") == {"author": "Dana left", "text": "hello"}
    assert read(f"{ANDROID}Dana created group: hello") == {"author": "Dana created group", "text": "hello"}


def test_what_the_app_says_and_nobody_knows_is_told() -> None:
    report = Report()
    (item,) = items(ANDROID + "Something quite new happened", report)
    assert (item["kind"], item["event"], item["text"]) == ("system", None, "Something quite new happened")
    assert report.not_understood == 1


def test_the_group_is_no_member_of_itself() -> None:
    chat = f"{IOS}Our street: {L}Messages and calls are end-to-end encrypted.\n{IOS}Our street: {L}Quite new"
    report = Report()
    assert [item["author"] for item in items(chat, report)] == [None, None]


def test_every_item_has_every_key() -> None:
    chat = f"{ANDROID}Dana: hello\n{ANDROID}Dana left\n{ANDROID}Dana: <Media omitted>"
    wanted = {
        "at",
        "author",
        "kind",
        "event",
        "media",
        "text",
        "actor",
        "target",
        "file",
        "subject",
        "question",
        "options",
    }
    assert [set(item) for item in items(chat)] == [wanted] * 3


def test_every_notice_matches_what_it_says_itself() -> None:
    """A template with its slots filled in must be read as its own event, or one written earlier."""
    for wording in WORDINGS:
        for notice in wording.notices:
            assert notice.core, notice.template
            line = notice.template.replace("…", " more ").replace("{you}", "")
            for slot in ("actor", "target", "subject", "old"):
                line = line.replace(f"{{{slot}}}", f"X{slot}")
            assert notice.pattern.fullmatch(line.strip()), notice.template
