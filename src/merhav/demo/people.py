"""People who do not exist, as a telephone shows them: a contact's name, `~ name`, or a number."""

from random import Random

_FIRST = {
    "he": "נועה דנה אורי יעל מיכל רוני תמר יוסי אבי שירה גלית עידו רותם הדס ליאור מאיה איתן סיגל אילנה נדב "
    "ורד עמית קרן דורון טליה אסף מורן גיא ענת שלומי",
    "haredi": "חיים מנחם שמואל יעקב מרדכי אלחנן יוסף אהרן פנחס נחמיה מלכה שפרה רבקה חנה יוכבד בלומא אסתר ציפורה "
    "גיטל ברכה",
    "older": "שושנה מרים חנה רחל יהודית ברוריה צפורה נחמה לאה אסתר יעקב משה שלמה צבי אברהם יצחק ראובן זאב שמעון ברוך",
    "ar": "رنا هبة منى سمر لينا نور رشا أمل دينا سحر رائد سامر خالد محمود يوسف علاء باسم نادر وليد كريم فاطمة إيمان",
    "mothers": "رنا هبة منى سمر لينا نور رشا أمل دينا سحر إيمان فاطمة رغدة عبير ميساء شيرين نسرين وفاء خلود ريم",
    "ru": "Ирина Лена Марина Ольга Света Наташа Аня Таня Катя Вика Саша Дима Игорь Олег Миша Боря Костя Женя Юля Рита",
}
_SECOND = {
    "he": "א.|ב.|ג.|כ.|ל.|מ.|ש.|ר.|מהחרוב|מהנרקיס|מהשקד|מהבניין|מקומה 2|מהגן",
    "haredi": "א.|ב.|ג.|ה.|ל.|מ.|ש.|ר.|מהבניין|מהכולל",
    "older": "א.|ב.|כ.|ל.|מ.|ש.|ר.|מהמועדון|מהמקהלה",
    "ar": "خ.|ع.|م.|س.|ح.|ب.|ن.|جارتنا|من الحارة",
    "mothers": "خ.|ع.|م.|س.|ح.|ب.|ن.|أم آدم|أم ليان|من الروضة",
    "ru": "А.|Б.|К.|Л.|М.|С.|В.|кв. 4|соседка|из садика",
    "he_full": "א.|ב.|ג.|כ.|ל.|מ.|ש.|ר.|חרובי|ברושי|שקמוני|נרקיסי|תמרי|אלומה",
    "ar_full": "خ.|ع.|م.|س.|ح.|ب.|ن.|الزيتوني|الوردي|البستاني",
}
"""Initials, invented family names, and what a telephone's owner adds to tell one Dana from another."""

_LATIN = [
    "Noa",
    "Dana",
    "Lior",
    "Sami",
    "Rami",
    "Maya",
    "Amir",
    "Nur",
    "Tal",
    "Gal",
    "Yara",
    "Adi",
    "Omer",
    "Shir",
    "Karim",
    "Mira",
    "Ron",
    "Lina",
    "Ido",
    "Hala",
]

_FIRST |= {"he_full": _FIRST["he"], "ar_full": _FIRST["ar"]}


def names(circle: str, count: int, rng: Random) -> list[str]:
    """So many different names of contacts."""
    pairs = [f"{first} {second}" for first in _FIRST[circle].split() for second in _SECOND[circle].split("|")]
    return rng.sample(pairs, count)


def number(index: int, *, marked: bool) -> str:
    """A telephone number that belongs to nobody; some telephones put marks of direction around it."""
    text = f"+972 50-000-{index:04d}"
    return f"\u202a{text.replace(' ', chr(0xA0))}\u202c" if marked else text


def members(circle: str, count: int, rng: Random, *, marked: bool) -> list[str]:
    """A group's writers as its exporter's telephone shows them: seven in ten are contacts."""
    start = rng.randrange(4000)
    shown = []
    for index, name in enumerate(names(circle, count, rng)):
        luck = rng.random()
        if luck < 0.7:
            shown.append(name)
        elif luck < 0.85:
            shown.append(f"~\u202f{name.split()[0]} {_LATIN[index % len(_LATIN)]} {index}")
        else:
            shown.append(number(start + index, marked=marked))
    return shown
