"""The names that Matomo gives to its columns: in its interface, and translated.

Hebrew and Arabic are as Matomo's own language files have them; of other languages the usual words.
"""

from functools import lru_cache

from merhav.connectors.heads import plain_word

from .meanings import Kind, Meaning, words

_NUMBERS = {
    Meaning(Kind.USERS, "nb_uniq_visitors"): (
        "nb_uniq_visitors", "Unique visitors", "מבקרים יחודיים", "מבקרים ייחודיים", "زوار فريدين", "Eindeutige Besucher",
        "Visiteurs uniques", "Visitantes únicos", "Уникальные посетители", "Visitatori unici", "Unieke bezoekers",
    ),
    Meaning(Kind.SESSIONS, "nb_visits"): (
        "nb_visits", "Visits", "ביקורים", "الزيارات", "Besuche", "Visites", "Visitas", "Визиты", "Посещения", "Visite",
        "Bezoeken",
    ),
    Meaning(Kind.VIEWS, "nb_pageviews"): (
        "nb_pageviews", "nb_hits", "Pageviews", "Page views", "צפיות", "المشاهدات", "Seitenansichten", "Pages vues",
        "Vues de page", "Páginas vistas", "Просмотры страниц", "Visualizzazioni di pagina", "Paginaweergaves",
    ),
    Meaning(Kind.VIEWS, "nb_actions"): (
        "nb_actions", "Actions", "פעולות", "السلوكيات", "Aktionen", "Acciones", "Действия", "Azioni", "Acties",
    ),
    Meaning(Kind.SECONDS, "sum_visit_length"): (
        "sum_visit_length", "Total time spent by visitors (in seconds)", "הזמן הכולל שהשקיעו המבקרים (שניות)",
        "إجمالي الوقت الذي استغرقه الزائر (بالثواني)", "Temps total passé par les visiteurs (en secondes)",
        "Gesamte Aufenthaltszeit der Besucher (in Sekunden)", "Tiempo total empleado por los visitantes (en segundos)",
    ),
    Meaning(Kind.PER_SESSION, "sum_visit_length"): (
        "avg_time_on_site", "Avg. Visit Duration (in seconds)", "Average Visit Duration (in seconds)",
        "Avg. time on website", "משך שהייה ממוצע באתר", "متوسط الزمن على الموقع", "متوسط زمن الزيارة (بالثواني)",
    ),
}  # fmt: skip
_NAMES = {
    "date": ("date", "Date", "תאריך", "التاريخ", "Datum", "Fecha", "Дата", "Data", "日付"),
    "label": ("label", "Label", "כותרת", "عنوان", "Bezeichnung", "Libellé", "Etiqueta", "Обозначение", "Etichetta"),
    "url": ("url",),
    "city": ("city_name",),
    "pages": ("nb_hits", "sum_time_spent", "Unique Pageviews", "צפיות יחודייות", "المشاهدات الفريدة", "Pageviews", "entry_nb_visits"),
    "events": ("nb_events", "Total events", "Events"),
}  # fmt: skip

_NUMBER_WORDS = words(_NUMBERS)
_NAME_WORDS = {role: {plain_word(name) for name in names} for role, names in _NAMES.items()}


@lru_cache(maxsize=1024)
def meaning(head: str) -> Meaning | None:
    """The number that a column holds, if it is one that is measured here."""
    return _NUMBER_WORDS.get(plain_word(head))


@lru_cache(maxsize=1024)
def roles(head: str) -> frozenset[str]:
    """What else the column is, or shows its table to be: `date`, `label`, `url`, `city`; `pages`, `events`.

    `Metadata: url` is `url` in any language.
    """
    word = plain_word(head.rpartition(": ")[2])
    return frozenset(role for role, names in _NAME_WORDS.items() if word in names)
