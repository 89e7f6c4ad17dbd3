"""The product's own sentences in an export, by language and telephone: notices, and what stands for media.

They are facts of the format, as telephones write them: `%(who)s` did it, `%(whom)s` is whom or what it was done to.
"""

from enum import StrEnum


class Event(StrEnum):
    ENCRYPTED = "encrypted"
    CREATED = "created"
    JOINED_MYSELF = "joined_myself"
    JOINED = "joined"
    ADDED = "added"
    LEFT = "left"
    REMOVED = "removed"
    SUBJECT = "subject"
    DESCRIPTION = "description"
    ICON = "icon"
    PROMOTED = "promoted"
    NUMBER = "number"
    PINNED = "pinned"


Notices = dict[Event, str]

_HE_COMMON: Notices = {
    Event.ENCRYPTED: "ההודעות והשיחות מוצפנות מקצה-לקצה. לאף אחד מחוץ לצ'אט זה, גם לא ל-WhatsApp, "
    "אין אפשרות לקרוא אותן או להאזין להן",
    Event.CREATED: '%(who)s יצר/ה את הקבוצה "%(whom)s"',
    Event.LEFT: "%(who)s עזב/ה",
    Event.REMOVED: "%(who)s הסיר/ה את %(whom)s",
    Event.PROMOTED: "%(whom)s עכשיו מנהל/ת",
    Event.NUMBER: "%(who)s השתנה ל-%(whom)s",
    Event.PINNED: "הודעה הוצמדה על ידי %(who)s",
}

HE_ANDROID: Notices = {
    **_HE_COMMON,
    Event.JOINED_MYSELF: "הצטרפת לקבוצה זו באמצעות קישור ההזמנה שלה",
    Event.JOINED: "%(who)s הצטרף/ה באמצעות קישור ההזמנה של קבוצה זו",
    Event.ADDED: "%(who)s הוסיף/ה את %(whom)s",
    Event.SUBJECT: '%(who)s החליף/ה את נושא הקבוצה מ-"%(whom)s" ל-"%(group)s"',
    Event.DESCRIPTION: "%(who)s שינה/תה את תיאור הקבוצה",
    Event.ICON: "%(who)s החליף/ה את תמונת קבוצה זו",
}

HE_IOS: Notices = {
    **_HE_COMMON,
    Event.JOINED_MYSELF: "הצטרפת לקבוצה דרך קישור הזמנה של הקבוצה",
    Event.JOINED: "%(who)s הצטרף/ה לקבוצה באמצעות קישור ההזמנה",
    Event.ADDED: "%(who)s צירף/ה את %(whom)s",
    Event.SUBJECT: "שם הקבוצה השתנה על ידי %(who)s",
    Event.DESCRIPTION: "תיאור הקבוצה שונה על ידי %(who)s",
    Event.ICON: "תמונת הקבוצה השתנתה על ידי %(who)s",
}

AR: Notices = {
    Event.ENCRYPTED: "الرسائل والمكالمات مشفرة تمامًا بين الطرفين، بحيث لا يستطيع أحد خارج هذه الدردشة، "
    "ولا حتى شركة واتساب نفسها، قراءتها أو الاستماع إليها",
    Event.CREATED: '%(who)s أنشأ مجموعة "%(whom)s"',
    Event.JOINED_MYSELF: "أنت انضميت إلى المجموعة عبر استخدامك رابط الدعوة الخاص بها",
    Event.JOINED: "%(who)s انضم إلى المجموعة عبر استخدام رابط الدعوة الخاص بها",
    Event.ADDED: "%(who)s أضاف %(whom)s",
    Event.LEFT: "%(who)s غادر",
    Event.REMOVED: "%(who)s أزال %(whom)s",
    Event.SUBJECT: '%(who)s غيّر اسم المجموعة من "%(whom)s" إلى "%(group)s"',
    Event.DESCRIPTION: "%(who)s غيّر وصف المجموعة",
    Event.ICON: "%(who)s غيّر أيقونة هذه المجموعة",
    Event.PROMOTED: "%(whom)s أصبح الآن مشرفاً",
    Event.NUMBER: "تم تغيير رقم الهاتف من %(who)s إلى %(whom)s",
    Event.PINNED: "%(who)s ثبّت رسالة",
}

RU: Notices = {
    Event.ENCRYPTED: "Сообщения и звонки защищены сквозным шифрованием. Третьи лица, включая WhatsApp, "
    "не могут прочитать ваши сообщения или прослушать звонки",
    Event.CREATED: '%(who)s создал(-а) группу "%(whom)s"',
    Event.JOINED_MYSELF: "Вы присоединились к группе, используя приглашение.",
    Event.JOINED: "%(who)s присоединился(-ась) к группе, используя приглашение.",
    Event.ADDED: "%(who)s добавил(-а) %(whom)s",
    Event.LEFT: "%(who)s покинул(-а) группу",
    Event.REMOVED: "%(who)s удалил(-а) %(whom)s",
    Event.SUBJECT: '%(who)s изменил(-а) тему с "%(whom)s" на "%(group)s"',
    Event.DESCRIPTION: "%(who)s изменил(-а) описание группы",
    Event.ICON: "%(who)s изменил(-а) картинку группы",
    Event.PROMOTED: "%(whom)s теперь админ",
    Event.NUMBER: "%(who)s изменен на %(whom)s",
    Event.PINNED: "%(who)s закрепил(-а) сообщение",
}

EN: Notices = {
    Event.ENCRYPTED: "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, "
    "or share them.",
    Event.CREATED: '%(who)s created group "%(whom)s"',
    Event.JOINED_MYSELF: "You joined using this group's invite link",
    Event.JOINED: "%(who)s joined using this group's invite link",
    Event.ADDED: "%(who)s added %(whom)s",
    Event.LEFT: "%(who)s left",
    Event.REMOVED: "%(who)s removed %(whom)s",
    Event.SUBJECT: '%(who)s changed the subject from "%(whom)s" to "%(group)s"',
    Event.DESCRIPTION: "%(who)s changed the group description",
    Event.ICON: "%(who)s changed this group's icon",
    Event.PROMOTED: "%(whom)s is now an admin",
    Event.NUMBER: "%(who)s changed to %(whom)s",
    Event.PINNED: "%(who)s pinned a message",
}

Stands = dict[str, str]
"""What stands in a message for a thing that is not text, and for a text that is gone."""


def _android(omitted: str, attached: str, deleted: str, edited: str, call: str, place: str) -> Stands:
    kinds = dict.fromkeys(("video", "audio", "sticker", "gif", "document", "contact"), omitted)
    photo = f"IMG-%(day)s-WA%(serial)04d.jpg ({attached})" if attached else omitted
    return kinds | {"image": photo, "deleted": deleted, "edited": edited, "call": call, "location": place}


POLLS: dict[str, tuple[str, str]] = {
    "he_android": ("סקר:", "אפשרות: %s (%d הצבעות)"),
    "he_android_padded": ("סקר:", "אפשרות: %s (%d הצבעות)"),
    "he_ios": ("סקר:", "אפשרות: %s (%d הצבעות)"),
    "en_android": ("POLL:", "OPTION: %s (%d votes)"),
}
"""The head of a poll and an option's line, for telephones whose wording is known."""

STANDS: dict[str, Stands] = {
    "he_android": _android(
        "<המדיה לא נכללה>", "קובץ מצורף", "הודעה זו נמחקה", "<ההודעה נערכה>", "שיחה קולית שלא נענתה", "מיקום: "
    ),
    "he_android_padded": _android(
        "<מדיה הושמטה>", "", "הודעה זו נמחקה", "<ההודעה נערכה>", "שיחה קולית שלא נענתה", "מיקום: "
    ),
    "ar_android": _android(
        "<تم استبعاد الوسائط>", "", "تم حذف هذه الرسالة", "<تم تعديل هذه الرسالة>", "مكالمة صوتية فائتة", "الموقع: "
    ),
    "ru_android": _android(
        "<Без медиафайлов>", "", "Данное сообщение удалено", "<Сообщение изменено>", "Пропущенный аудиозвонок",
        "местоположение: ",
    ),
    "en_android": _android(
        "<Media omitted>", "", "This message was deleted", "<This message was edited>", "Missed voice call",
        "location: ",
    ),
    "he_ios": {
        "image": "התמונה הושמטה", "video": "סרטון הווידאו הושמט", "audio": "קטע קול הושמט",
        "sticker": "סטיקר הושמט", "gif": "GIF הושמט", "document": "מסמך הושמט", "contact": "כרטיס איש קשר הושמט",
        "deleted": "הודעה זו נמחקה", "edited": "<ההודעה נערכה>", "call": "שיחה קולית שלא נענתה",
        "location": "מיקום: ",
    },
    "ar_ios": {
        "image": "لم يتم إدراج الصورة", "video": "لم يتم إدراج الفيديوهات", "audio": "لم يتم إدراج المقاطع الصوتية",
        "sticker": "تم حذف الملصقات", "gif": "لم يتم إدراج صورة GIF", "document": "لم يتم إدراج المستند",
        "contact": "لم يتم إدراج بطاقة جهة اتصال", "deleted": "تم حذف هذه الرسالة",
        "edited": "<تم تعديل هذه الرسالة>", "call": "مكالمة صوتية فائتة", "location": "موقع: ",
    },
}  # fmt: skip
"""By telephone, as `phones.Phone` names them."""
