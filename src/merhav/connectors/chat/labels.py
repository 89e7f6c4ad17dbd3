"""Labels of what a message is about, by a few plain words: off by default, a label and never the text."""

import re

LABELS: dict[str, tuple[str, ...]] = {
    "education": ("בית ספר", 'בי"ס', "גן ילדים", "גנים", "חוגים", "מורה", "תלמיד", "مدرسة", "روضة", "معلم", "школ", "детск", "school", "kindergarten"),
    "transport": ("אוטובוס", "תחבורה", "חניה", "פקק", "רכבת", "הסעה", "حافلة", "مواصلات", "موقف", "автобус", "парков", "поезд", "bus ", "parking", "traffic"),
    "culture": ("הופעה", "תרבות", "ספרייה", "פסטיבל", "סרט", 'מתנ"ס', "مهرجان", "ثقاف", "مكتبة", "концерт", "библиотек", "festival", "library", "concert"),
    "safety": ("פריצה", "משטרה", "ביטחון", "תאונה", "מסוכן", "سرقة", "شرطة", "أمان", "полици", "кража", "опасн", "police", "burglary", "danger"),
    "cleanliness": ("אשפה", "ניקיון", "פחים", "זבל", "לכלוך", "قمامة", "نظافة", "نفايات", "мусор", "гряз", "garbage", "trash", "litter"),
    "welfare": ("רווחה", "קשישים", "סיוע", "מזון לנזקקים", "زكاة", "مساعدة", "مسنين", "пособи", "пожил", "помощь", "welfare", "elderly"),
    "planning": ("תוכנית בנייה", "התחדשות עירונית", 'תמ"א', "היתר בנייה", "تخطيط", "بناء", "строительств", "застройк", "building plan", "construction"),
}  # fmt: skip
"""Label → words or beginnings of words."""

_PATTERN = re.compile(
    "|".join(
        rf"(?P<{label}>(?<!\w)(?:[ובהלמכש]{{0,2}}|ال|و|وال)?(?:{'|'.join(map(re.escape, words))}))"
        for label, words in LABELS.items()
    ),
    re.IGNORECASE,
)


def label_of(text: str) -> str | None:
    """The first label whose word the text holds."""
    found = _PATTERN.search(text)
    return found.lastgroup if found else None
