"""The names that Google Analytics gives to its columns: on its pages, in several languages, and in its interface.

English, German, French, Spanish, Russian, Japanese and Korean heads are those of published exports and of public
readers of them. No export with Hebrew or Arabic heads has been met: those here are the likely words. Heads that are not
here are told by a person (`asked`), and paths and days are known by their look.
"""

import re
from functools import lru_cache

from merhav.connectors.heads import plain_word

from .meanings import IGNORED, Dim, Kind, Meaning, words

_NUMBERS = {
    Meaning(Kind.USERS, "active_users"): (
        "activeUsers", "Active users", "Users", "משתמשים פעילים", "משתמשים", "المستخدمون النشطون",
        "المستخدمين النشطين", "المستخدمون", "Aktive Nutzer", "Nutzer", "Utilisateurs actifs", "Utilisateurs",
        "Usuarios activos", "Usuarios", "Активные пользователи", "Пользователи", "アクティブ ユーザー", "アクティブ ユーザー数",
        "ユーザー", "활성 사용자", "Utenti attivi", "Utenti", "Usuários ativos", "Utilizadores ativos",
    ),
    Meaning(Kind.USERS, "total_users"): (
        "totalUsers", "Total users", 'סה"כ משתמשים', "סך כל המשתמשים", "סך המשתמשים", "إجمالي المستخدمين",
        "Nutzer insgesamt", "Gesamtzahl der Nutzer", "Nombre total d'utilisateurs", "Total des utilisateurs",
        "Total de usuarios", "Usuarios totales", "Всего пользователей", "総ユーザー数", "合計ユーザー数", "총 사용자",
        "Utenti totali", "Total de usuários",
    ),
    Meaning(Kind.SESSIONS, "sessions"): (
        "sessions", "Sessions", "סשנים", "الجلسات", "جلسات", "Sitzungen", "Sesiones", "Сеансы", "セッション", "セッション数",
        "세션수", "세션", "Sessioni", "Sessões",
    ),
    Meaning(Kind.VIEWS, "views"): (
        "screenPageViews", "Views", "צפיות", "المشاهدات", "مرات المشاهدة", "Aufrufe", "Vues", "Vistas",
        "Visualizaciones", "Просмотры", "表示回数", "조회수", "Visualizzazioni", "Visualizações",
    ),
    Meaning(Kind.SECONDS, "user_engagement"): (
        "userEngagementDuration", "User engagement", "מעורבות משתמשים", "تفاعل المستخدمين", "Nutzerinteraktion",
        "Engagement utilisateur", "Interacción de los usuarios", "Взаимодействие с пользователями",
        "ユーザー エンゲージメント",
    ),
    Meaning(Kind.PER_USER, "user_engagement"): (
        "Average engagement time per active user", "Average engagement time", "Average engagement time per user",
        "זמן מעורבות ממוצע לכל משתמש פעיל", "זמן המעורבות הממוצע לכל משתמש פעיל", "זמן מעורבות ממוצע",
        "זמן המעורבות הממוצע", "متوسط وقت التفاعل لكل مستخدم نشط", "متوسط وقت التفاعل",
        "Durchschnittliche Interaktionsdauer pro aktivem Nutzer", "Durchschnittliche Interaktionsdauer",
        "Durée d'engagement moyenne par utilisateur actif", "Durée d'engagement moyenne",
        "Tiempo de interacción medio por usuario activo", "Tiempo de interacción medio", "Tiempo medio de interacción",
        "Среднее время взаимодействия на активного пользователя", "Среднее время взаимодействия",
        "アクティブ ユーザーあたりの平均エンゲージメント時間", "平均エンゲージメント時間",
        "활성 사용자당 평균 참여 시간", "평균 참여 시간",
    ),
    Meaning(Kind.PER_SESSION, "user_engagement"): (
        "Average engagement time per session", "זמן מעורבות ממוצע לכל סשן", "متوسط وقت التفاعل لكل جلسة",
        "Durchschnittliche Interaktionsdauer pro Sitzung", "Durée d'engagement moyenne par session",
        "Tiempo de interacción medio por sesión", "Среднее время взаимодействия за сеанс",
        "セッションあたりの平均エンゲージメント時間", "세션당 평균 참여 시간",
    ),
}  # fmt: skip
_DIMENSIONS = {
    Dim.PATH: (
        "pagePath", "pagePathPlusQueryString", "unifiedPagePathScreen", "unifiedPageScreen", "pageLocation", "fullPageUrl",
        "pageTitle", "unifiedScreenName", "unifiedScreenClass", "screenName", "screenClass", "Page path",
        "Page path and screen class", "Page path + query string", "Page path + query string and screen class",
        "Page location", "Page title", "Page title and screen name", "Page title and screen class", "Screen name",
        "Screen class", "Content group", "contentGroup", "נתיב הדף", "נתיב הדף וסיווג המסך", "נתיב דף וסוג מסך",
        "مسار الصفحة", "مسار الصفحة وفئة الشاشة", "Seitenpfad", "Seitenpfad und Bildschirmklasse",
        "Seitentitel und Bildschirmklasse", "Chemin de la page et classe de l'écran", "Chemin de la page et classe de l’écran",
        "Ruta de página y clase de pantalla", "Título de página y clase de pantalla", "Путь к странице и класс экрана",
        "ページパスとスクリーン クラス", "ページパス + クエリ文字列", "ページパス + クエリ文字列とスクリーン クラス",
        "ページタイトルとスクリーン名", "페이지 경로 및 화면 클래스",
    ),
    Dim.EVENT: (
        "eventName", "Event name", "שם האירוע", "اسم الحدث", "Ereignisname", "Nom de l'événement", "Nombre del evento",
        "Название события", "イベント名", "이벤트 이름", "Nome evento", "Nome do evento",
    ),
    Dim.CITY: (
        "city", "City", "Town/City", "Town or city", "עיר", "העיר", "المدينة", "Stadt", "Ort", "Ville", "Ciudad", "Город",
        "市区町村", "都市", "도시", "Città", "Cidade",
    ),
    Dim.DATE: ("date", "Date", "dateHour", "dateHourMinute", "Date + hour (YYYYMMDDHH)", "תאריך", "التاريخ", "Datum", "Fecha", "Дата", "日付", "날짜", "Data"),
    Dim.MONTH: ("yearMonth", "Year month", "Year and month", "שנה וחודש"),
    Dim.MONTH_NUMBER: ("month", "Month", "חודש", "الشهر", "Monat", "Mois", "Mes", "Месяц", "月", "월"),
    Dim.YEAR: ("year", "Year", "שנה", "السنة", "Jahr", "Année", "Año", "Год", "年", "연도"),
    Dim.NTH_DAY: ("nthDay", "Nth day"),
    Dim.NTH_MONTH: ("nthMonth", "Nth month"),
    Dim.PLACE: ("country", "Country", "region", "Region", "continent", "cityId", "City ID", "countryId", "מדינה", "البلد", "Land", "Pays", "País", "Страна", "国", "국가"),
    Dim.COMPARED: ("dateRange", "Date range", "Segment", "Comparison", "comparison", "Audience name", "audienceName"),
}  # fmt: skip
_PARTS = re.compile(
    r"channel|source|medium|campaign|device|browser|operating ?system|platform|language|landing ?page|hour|week|"
    r"first ?user|gender|age ?bracket|^age$|stream"
)
"""Of which each visit has one."""
_NUMBERS_UNUSED = re.compile(
    r"\bcount\b|eventcount|new ?users|returning ?users|key ?events|conversions|revenue|rate$|engaged ?sessions|"
    r"\bper\b|per(user|session)|average|purchase|active(1|7|28)day"
)

_KNOWN = words(_NUMBERS) | words({Meaning(dim=dim): names for dim, names in _DIMENSIONS.items()})

ALL_USERS = {
    plain_word(name)
    for name in (
        "All Users", "כל המשתמשים", "جميع المستخدمين", "Alle Nutzer", "Tous les utilisateurs", "Todos los usuarios",
        "Все пользователи", "すべてのユーザー", "모든 사용자",
    )
}  # fmt: skip
TOTALS = {
    plain_word(name)
    for name in (
        "", "Total", "Totals", "Grand total", 'סה"כ', "סך הכול", "סך הכל", "الإجمالي", "المجموع",
        "المجموع الكلي", "Gesamt", "Gesamtsumme", "Insgesamt", "Total général", "Totaux", "Total general", "Totales",
        "Итого", "Всего", "合計", "総計", "총계", "합계", "Totale",
    )
}  # fmt: skip
"""What stands in a row of totals in place of a page, city or channel: mostly nothing."""
TOTAL_OF_ANSWER = frozenset({plain_word("RESERVED_TOTAL")})
PRODUCTS_OWN = {
    plain_word(name)
    for name in (
        "Page path and screen class", "Average engagement time per active user", "Average engagement time per session",
        "Engaged sessions", "Nth day", "Page path + query string and screen class", "Key events",
    )
}  # fmt: skip
"""Heads that no other product writes."""


@lru_cache(maxsize=4096)
def meaning(head: str) -> Meaning | None:
    """What the column of that head says; None for a head that is not known."""
    word = plain_word(head)
    known = _KNOWN.get(word)
    if known is not None:
        return known
    if _NUMBERS_UNUSED.search(word):
        return IGNORED
    return Meaning(dim=Dim.PART) if _PARTS.search(word) else None
