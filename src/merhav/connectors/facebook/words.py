"""How Facebook heads its columns and names its metrics, language by language.

`SEEN` was met in exports; `EXPECTED` is what the product's own pages say in languages whose exports have not been met.
A word that one language uses for two things (Hebrew's for comments and for reactions) stands in neither: such columns
are found by their shape.
"""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]

SEEN: Mapping[str, Words] = {
    "en": {
        "post_id": ("Post ID", "PostID"),
        "published": ("Publish time", "Publish Time"),
        "page_id": ("Page ID",),
        "page_name": ("Page name",),
        "title": ("Title",),
        "description": ("Description",),
        "permalink": ("Permalink",),
        "type": ("Post type",),
        "labels": ("Custom labels",),
        "date": ("Date",),
        "account": ("Account ID", "Account username", "Account name"),
        "views": ("Views",),
        "impressions": ("Impressions",),
        "reach": ("Reach",),
        "viewers": ("Viewers",),
        "engagement": ("Reactions, Comments and Shares",),
        "reactions": ("Reactions",),
        "comments": ("Comments",),
        "shares": ("Shares",),
        "clicks": ("Total clicks",),
    },
    "sv": {
        "post_id": ("Publicerings-id", "Inläggs-ID"),
        "published": ("Publiceringstid",),
        "page_id": ("Sid-id",),
        "page_name": ("Sidnamn",),
        "title": ("Titel",),
        "description": ("Beskrivning",),
        "permalink": ("Permalänk",),
        "type": ("Inläggstyp",),
        "date": ("Datum",),
        "account": ("Konto-id", "Kontots användarnamn", "Kontonamn"),
        "views": ("Visningar",),
        "impressions": ("Exponeringar",),
        "reach": ("Räckvidd",),
        "engagement": ("Reaktioner, kommentarer och delningar",),
        "reactions": ("Reaktioner",),
        "comments": ("Kommentarer",),
        "shares": ("Delningar",),
        "clicks": ("Totalt antal klick",),
    },
    "fr": {
        "post_id": ("Identifiant de la publication",),
        "published": ("Heure de publication",),
        "page_id": ("ID de la Page",),
        "page_name": ("Nom de la Page",),
        "title": ("Titre",),
        "permalink": ("Permalien",),
        "type": ("Type de publication",),
        "views": ("Vues",),
        "reach": ("Couverture",),
        "engagement": ("Réactions, commentaires et partages",),
        "reactions": ("Réactions",),
        "comments": ("Commentaires",),
        "shares": ("Partages",),
        "clicks": ("Total des clics",),
    },
}

EXPECTED: Mapping[str, Words] = {
    "he": {
        "post_id": ("מזהה פוסט", "מזהה הפוסט"),
        "published": ("מועד פרסום", "מועד הפרסום", "שעת פרסום", "שעת הפרסום", "זמן פרסום"),
        "page_id": ("מזהה דף", "מזהה הדף"),
        "page_name": ("שם דף", "שם הדף"),
        "title": ("כותרת",),
        "description": ("תיאור",),
        "permalink": ("קישור קבוע",),
        "type": ("סוג פוסט", "סוג הפוסט"),
        "labels": ("תוויות מותאמות אישית",),
        "date": ("תאריך",),
        "account": ("מזהה חשבון", "שם משתמש של החשבון", "שם חשבון"),
        "views": ("צפיות",),
        "reach": ("חשיפה", "היקף חשיפה"),
        "viewers": ("צופים",),
        "shares": ("שיתופים",),
        "clicks": ('סה"כ קליקים', "סך הכל קליקים"),
    },
    "ar": {
        "post_id": ("معرف المنشور", "معرّف المنشور"),
        "published": ("وقت النشر",),
        "page_id": ("معرف الصفحة", "معرّف الصفحة"),
        "page_name": ("اسم الصفحة",),
        "title": ("العنوان",),
        "description": ("الوصف",),
        "permalink": ("الرابط الثابت", "الرابط الدائم"),
        "type": ("نوع المنشور",),
        "date": ("التاريخ",),
        "account": ("معرف الحساب", "معرّف الحساب", "اسم الحساب"),
        "views": ("المشاهدات", "مرات المشاهدة"),
        "reach": ("الوصول",),
        "viewers": ("المشاهدون",),
        "comments": ("التعليقات",),
        "shares": ("المشاركات", "مرات المشاركة"),
        "clicks": ("إجمالي النقرات",),
    },
    "ru": {
        "post_id": ("ID публикации",),
        "published": ("Время публикации",),
        "page_id": ("ID страницы",),
        "page_name": ("Название страницы",),
        "title": ("Название",),
        "description": ("Описание",),
        "permalink": ("Постоянная ссылка",),
        "type": ("Тип публикации",),
        "date": ("Дата",),
        "views": ("Просмотры",),
        "reach": ("Охват",),
        "reactions": ("Реакции",),
        "comments": ("Комментарии",),
        "shares": ("Репосты",),
        "clicks": ("Общее количество кликов",),
    },
}

PAGE_METRICS: Words = {
    "follows": (
        "Facebook follows", "Follows", "Följer på Facebook", "עוקבים בפייסבוק", "מעקבים בפייסבוק", "עוקבים חדשים",
        "المتابعات على فيسبوك", "المتابعات", "Подписки на Facebook", "Подписки",
    ),
    "interactions": (
        "Content interactions", "Interactions", "Innehållsinteraktioner", "אינטראקציות עם תוכן", "אינטראקציות",
        "التفاعلات مع المحتوى", "Взаимодействия с контентом", "Взаимодействия",
    ),
    "link_clicks": (
        "Facebook link clicks", "Link clicks", "Länkklick", "קליקים על קישורים בפייסבוק", "קליקים על קישורים",
        "النقرات على الروابط", "نقرات الرابط", "Клики по ссылкам",
    ),
    "views": ("Views", "Facebook views", "Visningar", "צפיות", "المشاهدات", "Просмотры"),
    "viewers": ("Viewers", "Facebook viewers", "Tittare", "צופים", "المشاهدون", "Зрители"),
    "reach": ("Reach", "Facebook reach", "Räckvidd", "חשיפה", "חשיפה בפייסבוק", "الوصول", "Охват"),
    "visits": (
        "Facebook visits", "Visits", "Facebook Page visits", "Besök på Facebook", "ביקורים בפייסבוק", "ביקורים",
        "زيارات فيسبوك", "الزيارات", "Посещения",
    ),
}  # fmt: skip
"""Titles of a page's numbers by day."""

AUDIENCE: Words = {
    "age_and_sex": ("Age & gender", "Age and gender", "Ålder och kön", "גיל ומגדר", "العمر والجنس", "Возраст и пол"),
    "cities": ("Top cities", "Populäraste städer", "ערים מובילות", "הערים המובילות", "أهم المدن", "Города"),
    "countries": (
        "Top countries", "Top territories", "Populäraste länder", "מדינות מובילות", "המדינות המובילות", "أهم البلدان",
        "Страны",
    ),
    "pages": ("Top pages", "Populäraste sidor", "דפים מובילים", "הדפים המובילים", "أهم الصفحات", "Страницы"),
    "sexes": ("Gender", "Kön", "מגדר", "الجنس", "Пол"),
    "share": ("Distribution", "Fördelning", "התפלגות", "التوزيع", "Распределение"),
}  # fmt: skip
"""Titles of an audience's blocks, and the heads of the files that hold one of them."""

WOMEN = frozenset({"women", "female", "f", "kvinnor", "kvinna", "נשים", "אישה", "النساء", "أنثى", "женщины"})
MEN = frozenset({"men", "male", "m", "män", "man", "גברים", "גבר", "الرجال", "ذكر", "мужчины"})
HOME = frozenset({"israel", "il", "ישראל", "إسرائيل", "اسرائيل", "израиль", "isräl"})
"""The country of the towns that are counted here."""
