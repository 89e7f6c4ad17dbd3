"""What residents did in a municipal app, as its maker exports it: in four languages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.chats import PEOPLE, source
from tests.connectors.tables_files import Reading, activities, covered, done, table, whys

from merhav.connectors.app.acts import (
    MESSAGE,
    PAYMENT,
    POST,
    REGISTRATION,
    SPACE,
    TELLS,
    VIEW,
    Act,
    act_of,
)
from merhav.connectors.base import Report, Untold
from merhav.connectors.heads import head
from merhav.connectors.registry import opinions, recognised
from merhav.core.text import Refusal
from merhav.facts.words import Asset, Object, Role, Verb

APP = Reading("app_table")
HEBREW = ("תאריך ושעה", "מזהה משתמש", "פעולה", "מרחב")
ROWS = (
    ("30/03/2025 08:00:00", "dana@mail.example", "כניסה", ""),
    ("30/03/2025 08:01:00", "Dana@Mail.example ", "הרשמה לחוג", ""),
    ("30/03/2025 08:02:00", "70045", "תשלום ארנונה", ""),
    ("30/03/2025 08:03:00", "70045", "פתיחת מרחב", "הורי הגן"),
    ("31/03/2025 08:04:00", "dana@mail.example", "הודעה", "הורי הגן"),
    ("31/03/2025 08:05:00", "70045", "פוסט", ""),
)
MARCH = table(HEBREW, *ROWS)


def test_a_month_of_acts() -> None:
    report = Report()
    found = activities(APP.rows(MARCH, report))
    assert [(row.verb, row.object_type) for row in found] == [
        VIEW,
        REGISTRATION,
        PAYMENT,
        SPACE,
        MESSAGE,
        POST,
    ]
    dana, other = PEOPLE.person("dana@mail.example"), PEOPLE.person("70045")
    assert [row.actor for row in found] == [dana, dana, other, other, dana, other]
    assert found[3].object_id == found[4].object_id == PEOPLE.thing("app", "space", "הורי הגן")
    assert [row.object_id for row in found[:3]] == [None] * 3
    assert found[0].at == datetime(2025, 3, 30, 5, tzinfo=UTC)
    assert (report.items, report.not_understood) == (6, 0)


def test_nobody_and_no_space_is_named() -> None:
    told = repr(APP.rows(MARCH))
    assert not [word for word in ("dana", "70045", "הגן") if word in told.casefold()]


WORDS: dict[Act, str] = {
    VIEW: "כניסה|צפייה בדף|התחברות|view|screen_view|Login|app open|تسجيل الدخول|مشاهدة|вход|Просмотр страницы",
    REGISTRATION: "הרשמה|רישום לגן|registration|sign-up|Register|تسجيل|التسجيل لدورة|регистрация",
    PAYMENT: "תשלום|שולם|payment|payment: water|Paid|دفع|سداد فاتورة|оплата",
    SPACE: "פתיחת מרחב קהילתי|יצירת קבוצה|create_space|Space created|new group|إنشاء مجموعة|создание группы",
    MESSAGE: "הודעה|שליחת הודעה|message|message sent|رسالة|сообщение",
    POST: "פוסט|פרסום פוסט|post|post_created|منشور|публикация",
}


@pytest.mark.parametrize(("act", "words"), WORDS.items(), ids=[str(act.object_type) for act in WORDS])
def test_acts_in_the_words_of_four_languages(act: Act, words: str) -> None:
    assert {word: act_of(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), act)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        "תשלום נכשל",
        "payment failed",
        "registration cancelled",
        "فشل الدفع",
        "оплата: ошибка",
        "שיתוף",
        "like",
    ],
)
def test_what_was_not_done_or_is_not_known_is_no_act(word: str) -> None:
    assert act_of(word) is None


def test_an_act_that_is_not_known_is_listed_with_its_word() -> None:
    rows = [("30/03/2025 08:00", "7", "שיתוף", ""), ("soon", "7", "כניסה", ""), *ROWS]
    report = Report()
    assert activities(APP.rows(table(HEBREW, *rows), report)) == activities(APP.rows(MARCH))
    assert whys(report) == [
        "2: What was done is not known: שיתוף",
        "3: A time in this row was not understood.",
    ]


LANGUAGES = {
    "en": (("timestamp", "user id", "event name", "group"), "login", "2025-03-30T05:00:00Z"),
    "ar": (("التاريخ والوقت", "معرف المستخدم", "الإجراء", "المجموعة"), "دخول", "30/03/2025 08:00"),
    "ru": (("Дата и время", "Пользователь", "Действие", "Группа"), "вход", "30.03.2025 08:00"),
}


@pytest.mark.parametrize(("heads", "word", "when"), LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_usual_heads_need_no_asking(heads: tuple[str, ...], word: str, when: str, mark: str) -> None:
    content = table(heads, (when, "7", word, ""), mark=mark)
    (row,) = activities(APP.rows(content))
    assert (row.at, row.actor, row.verb) == (
        datetime(2025, 3, 30, 5, tzinfo=UTC),
        PEOPLE.person("7"),
        Verb.VIEW,
    )
    assert recognised(source(content, "acts.csv")).connector.slug == "app_table"


def test_an_hour_beside_its_day() -> None:
    (row,) = activities(
        APP.rows(table(("date", "time", "user", "action"), ("30/03/2025", "08:00", "7", "login")))
    )
    assert row.at == datetime(2025, 3, 30, 5, tzinfo=UTC)


def test_heads_alone_make_no_app() -> None:
    mail = table(("timestamp", "email", "event"), ("2025-03-30 08:00", "x@mail.example", "delivered"))
    assert "app_table" not in [reader.slug for _sure, reader in opinions(head(source(mail, "x.csv")))]


def test_unusual_heads_are_asked_for_and_remembered_by_name() -> None:
    content = table(("מתי", "מי", "מה"), ("30/03/2025 08:00", "7", "כניסה"))
    with pytest.raises(Untold, match="When it was done, Who did it"):
        APP.rows(content)
    told = {"column_time": "מתי", "column_person": "מי", "column_action": "מה"}
    assert len(activities(APP.rows(content, **told))) == 1


def test_a_longer_export_adds_facts_and_changes_none() -> None:
    longer = table(HEBREW, *ROWS, ("01/04/2025 08:00:00", "7", "כניסה", ""))
    before, after = activities(APP.rows(MARCH)), activities(APP.rows(longer))
    assert after[: len(before)] == before
    assert len({row.id for row in after}) == len(ROWS) + 1


def test_two_alike_on_a_day_without_hours_are_two() -> None:
    rows = [("30/03/2025", "7", "הודעה", "x")] * 3 + [("30/03/2025", "8", "הודעה", "x")]
    once, again = APP.rows(table(HEBREW, *rows)), APP.rows(table(HEBREW, *rows))
    assert len({row.id for row in activities(once)}) == 4
    assert once == again


def test_somebody_without_a_name_is_a_visitor() -> None:
    (row,) = activities(APP.rows(table(HEBREW, ("30/03/2025 08:00", "", "כניסה", ""))))
    assert (row.actor, row.actor_role) == (None, Role.VISITOR)
    assert activities(APP.rows(MARCH))[0].actor_role is None, "a resident, or what is told of the person"


def test_it_speaks_for_its_days_and_of_what_it_holds() -> None:
    (whole,) = covered(APP.rows(MARCH))
    assert (whole.since, whole.until) == (
        datetime(2025, 3, 29, 21, tzinfo=UTC),
        datetime(2025, 3, 31, 21, tzinfo=UTC),
    )
    assert (whole.asset, whole.speaks_of) == (Asset.APP, None)
    (payments,) = covered(APP.rows(table(HEBREW, ROWS[2])))
    assert payments.speaks_of == "Create/payment"
    (told,) = covered(APP.rows(MARCH, listed_since="2025-03-01", exported_on="2025-04-01"))
    assert (told.since, told.until) == (
        datetime(2025, 2, 28, 22, tzinfo=UTC),
        datetime(2025, 3, 31, 21, tzinfo=UTC),
    )
    assert set(TELLS) >= {"View/page", "Create/payment", "Create/space"}


def test_an_order_of_dates_that_nothing_proves_is_asked_for() -> None:
    with pytest.raises(Untold, match="Day and month"):
        APP.rows(table(HEBREW, ("03/04/2025 08:00", "7", "כניסה", "")))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        (table(HEBREW), "lists nothing that is known"),
        (table(HEBREW, ("30/03/2025", "7", "x", "")), "lists nothing that is known"),
    ],
)
def test_what_is_no_list_is_refused(content: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        APP.rows(content)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from(["login", "payment", "message"])),
        min_size=1,
    )
)
def test_every_row_is_a_fact_of_its_own(acts: list[tuple[int, int, str]]) -> None:
    rows = [(f"2025-03-{13 + day}", f"user {person}", word, "") for day, person, word in acts]
    content = table(("time", "user", "action", "space"), *rows)
    found = activities(APP.rows(content))
    assert len({row.id for row in found}) == len(rows)
    assert len(done(found, Verb.VIEW)) == sum(word == "login" for _day, _person, word in acts)
    assert {row.object_type for row in found} <= {Object.PAGE, Object.PAYMENT, Object.MESSAGE}
