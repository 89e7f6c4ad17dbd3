"""Google Analytics' CSV, as a town's webmaster exports it: a month's numbers, in whatever language and shape."""

import pytest
from tests.connectors.chats import zipped
from tests.connectors.web_reports import (
    GA4_REPORT,
    JANUARY,
    PAGES,
    RULE,
    ga4,
    items,
    page,
    pages,
    read,
    table,
    utf16,
)

from merhav.connectors.base import Untold
from merhav.core.text import Refusal

# A month of a site.


def test_a_month_is_told_by_the_row_of_totals() -> None:
    """The pages' own numbers of people cannot be added; the total counts everybody once."""
    found = read(GA4_REPORT, JANUARY)
    assert found.told == {
        "visitors": 3000,
        "page_views": 12_345,
        "engaged_seconds": 3000 * 40.5,
    }


def test_the_series_is_googles_own_metric() -> None:
    found = read(GA4_REPORT, JANUARY)
    assert [found.series(measure) for measure in ("visitors", "page_views", "engaged_seconds")] == [
        "ga4:active_users",
        "ga4:views",
        "ga4:user_engagement",
    ]


def test_without_totals_views_and_time_are_added_and_people_are_not() -> None:
    found = read(GA4_REPORT, ga4(pages(page("/", 50, 20, 30), page("/news", 30, 15, 10))))
    assert found.told == {"page_views": 80, "engaged_seconds": 20 * 30 + 15 * 10}
    assert "How many people came in 2025-01 is not told" in found.notes


def test_visits_are_not_added_over_pages_but_over_channels_they_are() -> None:
    by_page = ga4(table(("Page path", "Sessions", "Views"), ("/", 10, 20), ("/news", 9, 12)))
    by_channel = ga4(
        table(
            ("Session primary channel group (Default channel group)", "Sessions", "Engaged sessions"),
            ("Direct", 10, 4),
            ("Organic Search", 5, 5),
        )
    )
    assert read(GA4_REPORT, by_page).value("visits") is None
    assert read(GA4_REPORT, by_channel).told == {"visits": 15}
    assert read(GA4_REPORT, by_channel).series("visits") == "ga4:sessions"


def test_nothing_is_added_over_events_or_over_what_is_not_known() -> None:
    for head in ("Event name", "Our own dimension"):
        with pytest.raises(Refusal, match="No table tells people, visits or views"):
            read(GA4_REPORT, ga4(table((head, "Sessions", "Views"), ("a", 10, 20), ("b", 9, 12))))


def test_totals_are_taken_over_what_is_not_known_too() -> None:
    found = read(GA4_REPORT, ga4(table(("Our own dimension", "Sessions"), ("", 12), ("a", 10), ("b", 9))))
    assert found.told == {"visits": 12}


@pytest.mark.parametrize(
    "word", ["Total", "Totals", "Grand total", 'סה"כ', "Gesamt", "合計", "총계", "الإجمالي"]
)
def test_totals_have_a_word_in_some_languages(word: str) -> None:
    found = read(GA4_REPORT, ga4(table(("City", "Active users"), (word, 70), ("Haifa", 40))))
    assert found.told == {"visitors": 70}


def test_an_exploration_writes_the_word_behind_the_row() -> None:
    text = table(("Event name", "Active users", "Sessions"), ("", 70, 90, "Grand total"), ("scroll", 40, 50))
    exploration = f"{RULE}\n# Tel Shaked\n# Free form 1\n# 20250101-20250131\n{RULE}\n\n{text}"
    assert read(GA4_REPORT, exploration).told == {"visitors": 70, "visits": 90}


@pytest.mark.parametrize("column", ["Segment", "Comparison", "Date range"])
def test_what_is_laid_side_by_side_is_the_same_people_again(column: str) -> None:
    compared = ga4(
        table((column, "Active users", "Views"), ("", 9, 9), ("All Users", 5, 5), ("Mobile", 4, 4))
    )
    with pytest.raises(Refusal, match="tells nothing of a month"):
        read(GA4_REPORT, compared)


# Older and other columns.


def test_reports_of_2023_say_users_and_conversions() -> None:
    older = table(
        ("Page path and screen class", "Views", "Users", "Conversions"), ("", 90, 30, 1), ("/", 90, 30, 1)
    )
    found = read(GA4_REPORT, ga4(older))
    assert (found.told, found.series("visitors")) == ({"visitors": 30, "page_views": 90}, "ga4:active_users")


def test_all_users_are_another_series_than_active_ones() -> None:
    found = read(GA4_REPORT, ga4(table(("Event name", "Total users"), ("", 90), ("scroll", 30))))
    assert (found.told, found.series("visitors")) == ({"visitors": 90}, "ga4:total_users")


def test_active_users_are_taken_where_both_are_told() -> None:
    for head in (("City", "Total users", "Active users"), ("City", "Active users", "Total users")):
        numbers = dict(zip(head, ("", 95, 90), strict=True)) | {"Active users": 90, "Total users": 95}
        found = read(
            GA4_REPORT,
            ga4(table(head, [numbers[name] if name != "City" else "" for name in head], ("a", 1, 1))),
        )
        assert (found.value("visitors"), found.series("visitors")) == (90, "ga4:active_users")


def test_the_mean_of_active_users_is_not_multiplied_with_all_users() -> None:
    head = ("City", "Total users", "Average engagement time per active user")
    assert read(GA4_REPORT, ga4(table(head, ("", 95, 10), ("Haifa", 95, 10)))).told == {"visitors": 95}


def test_time_is_taken_as_it_is_told_by_user_by_visit_or_in_all() -> None:
    by_visit = table(
        ("Session source", "Sessions", "Average engagement time per session"), ("a", 10, 20), ("b", 5, 4)
    )
    in_all = table(("Country", "Active users", "User engagement"), ("", 10, 777), ("Israel", 10, 777))
    assert read(GA4_REPORT, ga4(by_visit)).told == {"visits": 15, "engaged_seconds": 220}
    assert read(GA4_REPORT, ga4(in_all)).told == {"visitors": 10, "engaged_seconds": 777}


@pytest.mark.parametrize("mean", ["1m 30s", "00:01:30", "1:30", "90"])
def test_a_mean_may_be_written_as_a_clock(mean: str) -> None:
    assert (
        read(GA4_REPORT, ga4(pages(page("", 9, 2, mean), page("/", 9, 2, mean)))).value("engaged_seconds")
        == 180
    )


# Languages.

LANGUAGES = {
    "he": ("נתיב הדף וסיווג המסך", "צפיות", "משתמשים פעילים", "זמן מעורבות ממוצע לכל משתמש פעיל"),
    "ar": ("مسار الصفحة وفئة الشاشة", "المشاهدات", "المستخدمون النشطون", "متوسط وقت التفاعل لكل مستخدم نشط"),
    "de": ("Seitenpfad und Bildschirmklasse", "Aufrufe", "Aktive Nutzer", "Durchschnittliche Interaktionsdauer pro aktivem Nutzer"),
    "fr": ("Chemin de la page et classe de l'écran", "Vues", "Utilisateurs actifs", "Durée d'engagement moyenne par utilisateur actif"),
    "es": ("Ruta de página y clase de pantalla", "Vistas", "Usuarios activos", "Tiempo de interacción medio por usuario activo"),
    "ru": ("Путь к странице и класс экрана", "Просмотры", "Активные пользователи", "Среднее время взаимодействия на активного пользователя"),
    "ja": ("ページパスとスクリーン クラス", "表示回数", "アクティブ ユーザー", "アクティブ ユーザーあたりの平均エンゲージメント時間"),
    "ko": ("페이지 경로 및 화면 클래스", "조회수", "활성 사용자", "활성 사용자당 평균 참여 시간"),
}  # fmt: skip
DATES = {
    "he": ("תאריך התחלה", "תאריך סיום"), "ar": ("تاريخ البدء", "تاريخ الانتهاء"), "de": ("Startdatum", "Enddatum"),
    "fr": ("Date de début", "Date de fin"), "es": ("Fecha de inicio", "Fecha de finalización"),
    "ru": ("Дата начала", "Дата окончания"), "ja": ("開始日", "終了日"), "ko": ("시작일", "종료일"),
}  # fmt: skip


def localised(language: str, *rows: str) -> str:
    """The comments stand between the rules or below them, with an ASCII colon or a wide one."""
    first, last = DATES[language]
    colon = "：" if language == "ja" else ":"
    return "\n".join(
        (
            RULE,
            "# a report: its dimension",
            f"# {first}{colon} 20250101",
            f"# {last}{colon} 20250131",
            RULE,
            "",
            ",".join(LANGUAGES[language]),
            *rows,
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_read_in_the_language_of_whoever_exported(language: str) -> None:
    found = read(GA4_REPORT, localised(language, ",90,30,10.5", "/a,60,20,8.25", "/b,30,15,9.75"))
    assert found.told == {"visitors": 30, "page_views": 90, "engaged_seconds": 315}
    assert found.notes == ""
    assert [
        item["path"] for item in items(GA4_REPORT, localised(language, ",90,30,10.5", "/a,60,20,8.25"))
    ] == [None, "/a"]


def test_german_numbers_have_points_between_thousands() -> None:
    found = read(GA4_REPORT, localised("de", ',"12.345","1.234","40,5"', '/a,"1.345","234","60,25"'))
    assert found.told == {"visitors": 1234, "page_views": 12_345, "engaged_seconds": 1234 * 40.5}


def test_french_numbers_have_narrow_blanks_and_arabic_ones_their_own_digits() -> None:
    french = read(GA4_REPORT, localised("fr", ',12\u202f345,1\u202f234,"40,5"', '/a,1\u202f345,234,"60,25"'))
    arabic = read(GA4_REPORT, localised("ar", ",١٢٬٣٤٥,١٬٢٣٤,٤٠٫٥", "/a,١٬٣٤٥,٢٣٤,٦٠٫٢٥"))
    assert (
        french.told == arabic.told == {"visitors": 1234, "page_views": 12_345, "engaged_seconds": 1234 * 40.5}
    )


@pytest.mark.parametrize(("mean", "seconds"), [("45.123", 45.123), ('"45,123"', 45.123), ("1074", 1074)])
def test_a_lone_mark_parts_a_fraction_in_a_mean_and_thousands_in_a_count(mean: str, seconds: float) -> None:
    found = read(GA4_REPORT, localised("es", f",1.234,1.000,{mean}", f"/a,1.234,1.000,{mean}"))
    assert found.told == {
        "visitors": 1000,
        "page_views": 1234,
        "engaged_seconds": pytest.approx(1000 * seconds),
    }


AMHARIC = ("ገጽ", "እይታዎች", "ንቁ ተጠቃሚዎች", "አማካይ ጊዜ")


def amharic(*rows: str) -> str:
    return ga4("\n".join((",".join(AMHARIC), *rows)))


def test_heads_in_words_not_known_are_asked_about_once() -> None:
    with pytest.raises(Untold, match="say which column is which") as untold:
        read(GA4_REPORT, amharic(",90,30,10", "/a,90,30,10"))
    names = [question.name for question in untold.value.questions]
    assert names[:2] == ["column_web_users", "column_web_sessions"]
    assert all(question.before and question.remembered for question in untold.value.questions)
    told = {
        "column_web_users": "ንቁ ተጠቃሚዎች",
        "column_web_views": "እይታዎች",
        "column_web_time": "አማካይ ጊዜ",
        "column_web_sessions": "-",
    }
    found = read(GA4_REPORT, amharic(",90,30,10", "/a,90,30,10"), **told)
    assert found.told == {"visitors": 30, "page_views": 90, "engaged_seconds": 300}


def test_the_heads_to_choose_from_are_given() -> None:
    from tests.connectors.web_reports import PEOPLE, file

    from merhav.connectors.base import Report, Told

    report = Report()
    with pytest.raises(Untold):
        list(GA4_REPORT.rows(file(amharic(",90,30,10")), Told(), PEOPLE, report))
    assert report.columns == list(AMHARIC)


# Encodings and containers.


@pytest.mark.parametrize(
    "content",
    [
        JANUARY.encode(),
        ("\ufeff" + JANUARY).encode(),
        utf16(JANUARY),
        ("\ufeff" + JANUARY).encode("utf-16-be"),
        JANUARY.encode("utf-16-le"),
        JANUARY.replace("\n", "\r\n").encode(),
        JANUARY.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "with mark", "utf-16", "big-endian", "without mark", "CRLF", "CR"],
)
def test_every_encoding_and_line_end_tells_the_same(content: bytes) -> None:
    assert read(GA4_REPORT, content).ids == read(GA4_REPORT, JANUARY).ids


def test_a_zip_and_a_spreadsheet_tell_the_same() -> None:
    """A spreadsheet that saves the file again pads every row, and parts cells by semicolons."""
    padded = "\n".join(
        line + "," * (len(PAGES) - 1) if line.startswith("#") else line for line in JANUARY.split("\n")
    )
    spread = JANUARY.replace('"12,345"', "12345").replace('"3,000"', "3000").replace('"5,000"', "5000")
    spread = (
        spread.replace('"2,000"', "2000")
        .replace('"/pay/water, sewage"', "/pay/water. sewage")
        .replace(",", ";")
    )
    wanted = {row.id for row in read(GA4_REPORT, JANUARY).rows}
    for content in (zipped({"report.csv": JANUARY}), padded, spread):
        assert read(GA4_REPORT, content).ids == wanted


def test_comments_may_be_gone_if_the_days_are_told() -> None:
    bare = pages(page("", 90, 30, 10), page("/", 90, 30, 10))
    with pytest.raises(Untold, match="does not say of which days") as untold:
        read(GA4_REPORT, bare)
    assert [question.name for question in untold.value.questions] == ["report_from", "report_until"]
    found = read(GA4_REPORT, bare, report_from="2025-01-01", report_until="2025-01-31")
    assert found.told == {"visitors": 30, "page_views": 90, "engaged_seconds": 300}


# Days and months in the rows.

TWO_MONTHS = {"since": "20250101", "until": "20250228"}


def test_a_table_by_month_tells_each_month() -> None:
    for head, first, second in (
        ("Year month", "202501", "202502"),
        ("Nth month", "0000", "0001"),
        ("Month", "01", "02"),
        ("Month", "1", "2"),
    ):
        text = table((head, "Active users", "Sessions"), (first, 30, 40), (second, 33, 44))
        found = read(GA4_REPORT, ga4(text, **TWO_MONTHS))
        assert [found.value("visitors", month) for month in ("2025-01", "2025-02")] == [30, 33]
        assert [found.value("visits", month) for month in ("2025-01", "2025-02")] == [40, 44]


def test_year_and_month_in_two_columns_are_one() -> None:
    text = table(("Year", "Month", "Active users"), ("2024", "12", 30), ("2025", "01", 33))
    found = read(GA4_REPORT, ga4(text, since="20241201", until="20250131"))
    assert [found.value("visitors", month) for month in ("2024-12", "2025-01")] == [30, 33]


def test_days_are_added_to_their_month_but_people_of_days_are_not() -> None:
    for head, days in (
        ("Date", ("20250131", "20250201", "20250228")),
        ("Nth day", ("0030", "0031", "0058")),
        ("Date + hour (YYYYMMDDHH)", ("2025013123", "2025020100", "2025022823")),
    ):
        rows = [(day, 10 + place, 20 + place) for place, day in enumerate(days)]
        found = read(GA4_REPORT, ga4(table((head, "Active users", "Sessions"), *rows), **TWO_MONTHS))
        assert [found.value("visits", month) for month in ("2025-01", "2025-02")] == [20, 21 + 22]
        assert found.value("visitors") is None
        assert "people of days, pages or channels cannot be added" in found.notes


def test_a_file_of_daily_people_alone_says_what_to_export_instead() -> None:
    with pytest.raises(Refusal, match="people of days, pages or channels cannot be added"):
        read(GA4_REPORT, ga4(table(("Nth day", "Active users"), ("0000", 10), ("0001", 12))))
    with pytest.raises(Refusal, match="2025-01 is not over in this report"):
        read(GA4_REPORT, ga4(table(("City", "Active users"), ("", 10), ("Haifa", 9)), until="20250120"))


def test_a_second_number_of_people_is_not_added_to_the_first() -> None:
    twice = table(("Year month", "Active users", "Sessions"), ("202501", 10, 12), ("202501", 9, 11))
    for text in (twice, table(("Active users", "Sessions"), (10, 12), (9, 11))):
        assert read(GA4_REPORT, ga4(text)).told == {"visitors": 10, "visits": 23}


def test_days_have_a_total_that_counts_everybody_of_the_month_once() -> None:
    text = table(
        ("Date", "Active users", "Sessions"), ("", 25, 43), ("20250101", 20, 21), ("20250102", 20, 22)
    )
    assert read(GA4_REPORT, ga4(text)).told == {"visitors": 25, "visits": 43}


def test_days_and_months_by_what_else_are_added_too() -> None:
    text = table(
        ("Date", "Device category", "Sessions"),
        ("20250105", "mobile", 7),
        ("20250105", "desktop", 3),
        ("20250106", "mobile", 5),
    )
    assert read(GA4_REPORT, ga4(text)).told == {"visits": 15}


def test_several_months_in_one_number_are_left_out_and_said() -> None:
    with pytest.raises(Refusal, match="put several months together"):
        read(GA4_REPORT, ga4(pages(page("", 90, 30, 10), page("/", 90, 30, 10)), **TWO_MONTHS))


def test_a_month_that_is_told_from_a_later_day_on_is_left_out() -> None:
    with pytest.raises(Refusal, match="2025-01 is not told from its first day on"):
        read(GA4_REPORT, ga4(pages(page("", 90, 30, 10), page("/", 90, 30, 10)), since="20250102"))
    rows = [("20250115", 5), ("20250201", 6), ("20250203", 7)]
    found = read(GA4_REPORT, ga4(table(("Date", "Sessions"), *rows), since="20250115", until="20250228"))
    assert (found.value("visits"), found.value("visits", "2025-02")) == (None, 13)
    assert "2025-01 is not told from its first day on" in found.notes


def test_of_a_month_that_is_not_over_visits_are_told_and_people_are_not() -> None:
    found = read(GA4_REPORT, ga4(pages(page("", 90, 30, 10), page("/", 90, 30, 10)), until="20250120"))
    assert found.told == {"page_views": 90, "engaged_seconds": 300}
    assert "2025-01 is not over in this report" in found.notes
    assert [str(row.at.date()) for row in found.observations] == ["2025-01-20"] * 2


# Several tables in one file.

SNAPSHOT = ga4(
    table(("Nth day", "Active users"), ("0000", 10), ("0001", 12)),
    table(("Nth day", "New users"), ("0000", 4), ("0001", 2)),
    table(("First user primary channel group (Default channel group)", "New users"), ("Direct", 3)),
    table(
        ("Session primary channel group (Default channel group)", "Sessions"), ("Direct", 31), ("Referral", 9)
    ),
    table(("Town/City", "Active users"), ("Sderot", 20), ("Netivot", 11), ("Haifa", 7)),
    table(("Page title and screen class", "Views"), ("Home", 70), ("Pay", 30)),
    table(("Event name", "Event count"), ("page_view", 100)),
    title="Reports snapshot",
)


def test_a_snapshot_is_read_table_by_table() -> None:
    found = read(GA4_REPORT, SNAPSHOT)
    assert found.told == {"visits": 40, "page_views": 100}
    assert "Tables that tell nothing measured here: Event name" in found.notes


def test_tables_may_follow_with_nothing_between_but_an_empty_line() -> None:
    text = ga4(
        table(("Country", "Sessions"), ("Israel", 5)) + "\n" + table(("Country", "Views"), ("Israel", 9))
    )
    assert read(GA4_REPORT, text).told == {"visits": 5, "page_views": 9}


def test_reports_of_two_months_in_one_file_are_two_months() -> None:
    both = JANUARY + ga4(
        pages(page("", 10, 3, 4), page("/", 10, 3, 4)),
        since="20250201",
        until="20250228",
        title="Another: report",
    )
    found = read(GA4_REPORT, both)
    assert [found.value("visitors", month) for month in ("2025-01", "2025-02")] == [3000, 3]
    assert {item["table"] for item in items(GA4_REPORT, both)} == {"Page path and screen class", "report"}


def test_of_two_tables_that_tell_the_same_the_products_own_total_is_taken() -> None:
    cut = table(("Page path", "Views"), ("/", 50))
    whole = table(("Country", "Views"), ("", 90), ("Israel", 50))
    for text in (ga4(cut, whole), ga4(whole, cut)):
        assert read(GA4_REPORT, text).told == {"page_views": 90}


def test_a_report_of_some_users_only_is_said() -> None:
    assert (
        "a part of the users: Mobile traffic"
        in read(GA4_REPORT, JANUARY.replace("All Users", "Mobile traffic")).notes
    )
    assert read(GA4_REPORT, JANUARY.replace("All Users", "כל המשתמשים")).notes == ""


# Lines that are not understood.


def test_a_line_that_is_not_understood_is_reported_and_the_others_count() -> None:
    text = ga4(
        table(
            ("Date", "Sessions"),
            ("20250101", 5),
            ("yesterday", 5),
            ("20250399", 5),
            ("20250301", 5),
            ("20250102", "many"),
            ("20250103", -4),
            ("20250104", 5, 6),
            ("20250105",),
            ("20250106", 7),
        )
    )
    found = read(GA4_REPORT, text)
    assert found.told == {"visits": 12}
    first = text.split("\n").index("yesterday,5") + 1
    assert [line for line, _why in found.problems] == [*range(first, first + 7)]
    assert found.report.not_understood == 7
    assert found.report.items == 2


def test_a_path_with_a_number_sign_is_a_page_and_no_comment() -> None:
    text = ga4(table(("Page path", "Views"), ("/", 5), ("#/pay", 4), ("/#/news", 3)))
    assert read(GA4_REPORT, text).told == {"page_views": 12}


def test_a_cell_that_is_empty_is_no_number_and_no_mistake() -> None:
    found = read(
        GA4_REPORT, ga4(table(("Country", "Sessions", "Views"), ("Israel", 5, ""), ("Jordan", "", 4)))
    )
    assert (found.told, found.problems) == ({"visits": 5, "page_views": 4}, [])


def test_a_file_that_was_cut_off_tells_what_is_there() -> None:
    found = read(GA4_REPORT, JANUARY[: JANUARY.index("/news") + 6])
    assert found.value("visitors") == 3000
    assert [why for _line, why in found.problems] == [
        "This row has another number of cells than the head of its table."
    ]


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        "a letter to the mayor\n",
        "name,Email,Join time\nx,y,z\n",
        f"{RULE}\n# a comment alone\n",
        "\n\n\n",
    ],
)
def test_a_file_of_something_else_is_refused(content: str) -> None:
    with pytest.raises(Refusal, match="is not a report exported from Google Analytics"):
        read(GA4_REPORT, content)


def test_a_report_without_rows_tells_nothing() -> None:
    with pytest.raises(Refusal, match="tells nothing of a month"):
        read(GA4_REPORT, ga4(pages()))


def test_a_file_of_a_million_tables_is_refused() -> None:
    one = table(("Country", "Sessions"), ("Israel", 5))
    with pytest.raises(Refusal, match="more than 1000 tables"):
        read(GA4_REPORT, ga4(*[one] * 1001))


# What is printed.


def test_items_are_the_rows_of_the_tables() -> None:
    found = items(GA4_REPORT, JANUARY)
    assert [item["path"] for item in found] == [
        None,
        "/",
        "/pay/arnona",
        "/pay/water, sewage",
        "/news",
        "(not set)",
    ]
    assert [item["total"] for item in found] == [True, False, False, False, False, False]
    assert found[1] == {
        "table": "Page path and screen class",
        "since": "2025-01-01",
        "until": "2025-01-31",
        "path": "/",
        "event": None,
        "city": None,
        "total": False,
        "users": 2000,
        "views": 5000,
        "seconds_per_user": 30.25,
        "seconds": 60_500,
    }


def test_an_item_of_a_day_says_its_day() -> None:
    (item,) = items(GA4_REPORT, ga4(table(("Date", "City", "Sessions"), ("20250107", "Sderot", 4))))
    assert (item["since"], item["until"], item["city"]) == ("2025-01-07", "2025-01-07", "Sderot")
