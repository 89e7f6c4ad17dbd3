"""What every connector stands on: numbers, moments, recognition, bundles, columns told once, the residents' rule."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.chats import source

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.bundles import unbundled
from merhav.connectors.files import Source, text_chunks
from merhav.connectors.heads import head
from merhav.connectors.mapping import NONE, Field, mapped
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST, day, day_and_month, moment
from merhav.connectors.numbers import decimal_mark, is_damaged_id, number, seconds, share
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connectors, recognised
from merhav.connectors.residents import ResidentRule
from merhav.connectors.tables import Header, rows
from merhav.core.text import Refusal, _
from merhav.facts.words import Role


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("١٬٢٣٤", 1234),
        ("٣٫٥", 3.5),
        ("27.78%", 27.78),
        ("1.22158E+17", 1.22158e17),
        ("₪ 12", 12),
        ("-3", -3),
        ("", None),
        ("--", None),
        ("(not set)", None),
        ("1-2", None),
        ("9" * 60, None),
    ],
)
def test_numbers_of_every_locale(cell: str, expected: float | None) -> None:
    assert number(cell) == expected


def test_a_file_proves_its_decimal_mark() -> None:
    assert decimal_mark(["1.234", "0,5"]) == ","
    assert decimal_mark(["1,234", "0.5"]) == "."
    assert decimal_mark(["1,234", "5"]) is None
    assert number("1,234", ",") == pytest.approx(1.234)


@given(st.text(max_size=60))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    for read in (number, share, seconds):
        read(cell)
    for order in (DAY_FIRST, MONTH_FIRST):
        moment(cell, order)
        day(cell, order)


def test_durations_and_shares() -> None:
    assert [seconds(cell) for cell in ("90", "00:01:30", "1:30", "1m 30s", "1 min 30 s")] == [90] * 5
    assert [share(cell) for cell in ("27.5%", "0.275")] == [0.275, 0.275]


def test_an_id_that_a_spreadsheet_rounded_names_nothing() -> None:
    assert is_damaged_id("1.22158E+17")
    assert not is_damaged_id("122158000000000001")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Jun 09, 2018 09:30 pm", "2018-06-09T21:30:00"),
        ("Mon, Apr 26, 2021 12:25", "2021-04-26T12:25:00"),
        ("2025-08-01T00:00:00", "2025-08-01T00:00:00"),
        ("5 במאי 2024 10:05", "2024-05-05T10:05:00"),
        ("5 مايو 2024, 10:05 م", "2024-05-05T22:05:00"),
        ("3/18/2022 10:05 AM", "2022-03-18T10:05:00"),
        ("2024-01-02 10:00:00+00:00", "2024-01-02T12:00:00"),
        ("20250131", None),
        ("99/99/2024 10:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("0001-01-01T00:00:00+05:00", None),
    ],
)
def test_moments_of_every_product(cell: str, expected: str | None) -> None:
    read = moment(cell, MONTH_FIRST)
    assert (read.isoformat() if read else None) == expected


def test_a_day_is_read_where_there_is_no_hour() -> None:
    assert str(day("20250131", DAY_FIRST)) == "2025-01-31"
    assert str(day("3.2.2026", DAY_FIRST)) == "2026-02-03"
    assert day_and_month(["3/2/2026", "25/2/2026"]) == DAY_FIRST


def test_rows_come_apart_by_whatever_parts_them() -> None:
    for mark in (",", ";", "\t", "|"):
        text = f'sep={mark}\nname{mark}n\n\n"a{mark}b"{mark}2\n'
        assert [row for _number, row in rows(source(text))] == [["name", "n"], [f"a{mark}b", "2"]]


def test_a_quote_that_never_ends_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refusal, match="does not end where it should"):
        list(rows(source('a,b\n"' + "x,\n" * 500_000)))


FIELDS = (
    Field("day", _("The day"), ("date", "תאריך"), required=True),
    Field("count", _("How many"), ("members",), required=True),
    Field("note", _("A note"), ("note",)),
)


def test_usual_heads_are_found_without_asking() -> None:
    assert mapped(Header(["תאריך", "Members "]), FIELDS, Told(), Report()) == {"day": 0, "count": 1}


def test_an_unusual_head_is_asked_about_and_then_known() -> None:
    header, report = Header(["תאריך", "חברים"]), Report()
    with pytest.raises(Untold) as untold:
        mapped(header, FIELDS, Told(), report)
    assert [question.name for question in untold.value.questions] == [
        "column_day",
        "column_count",
        "column_note",
    ]
    assert report.columns == ["תאריך", "חברים"]
    assert report.found == {"column_day": "תאריך"}
    told = Told({"column_count": "חברים", "column_note": NONE})
    assert mapped(header, FIELDS, told, Report()) == {"day": 0, "count": 1}


def test_a_resident_is_told_by_the_authoritys_own_rule() -> None:
    rule = ResidentRule.told(
        Told({"resident_share": "62", "resident_networks": "192.0.2.0/24, 2001:db8::/32"})
    )
    assert rule.scaled(100) == 62
    assert rule.generation("ga4:active_users") == "ga4:active_users:62%"
    assert [rule.role(address) for address in ("192.0.2.9", "198.51.100.1", "2001:db8::5", "x")] == [
        Role.RESIDENT,
        Role.VISITOR,
        Role.RESIDENT,
        Role.VISITOR,
    ]
    with pytest.raises(Refusal, match="no share"):
        ResidentRule.told(Told({"resident_share": "many"}))
    with pytest.raises(Refusal, match="no network"):
        ResidentRule.told(Told({"resident_networks": "our street"}))


CHAT = "3.2.2026, 10:15 - דנה: שלום\n3.2.2026, 10:16 - עומר: مرحبا\n"


def test_a_chat_is_recognised_with_its_groups_name() -> None:
    found = recognised(source(CHAT, "WhatsApp Chat with הרחוב שלנו.txt"))
    assert (found.connector.slug, found.space) == ("whatsapp_export", "הרחוב שלנו")
    assert found.sure > 0.9


def test_what_nobody_knows_is_refused_in_one_sentence() -> None:
    for text in ("a letter\nto the mayor\n", '{"an": "answer"}', "a,b\n1,2\n"):
        with pytest.raises(Refusal, match="cannot be told from its first lines"):
            recognised(source(text, "letter.txt"))


def bundle(files: dict[str, bytes]) -> Source:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return Source("all.zip", packed.tell(), lambda: io.BytesIO(packed.getvalue()))


def test_a_zip_of_many_files_is_each_of_them() -> None:
    inner = bundle({"_chat.txt": CHAT.encode()}).open().read()
    found = list(
        unbundled(bundle({"a/WhatsApp Chat with x.txt": CHAT.encode(), "photo.jpg": b"1", "b.zip": inner}))
    )
    assert [one.name for one in found] == ["WhatsApp Chat with x.txt", "b.zip"]
    assert ["".join(text_chunks(one)) for one in found] == [CHAT, CHAT]
    assert [recognised(one).connector.slug for one in found] == ["whatsapp_export"] * 2


def test_a_chat_with_its_pictures_is_one_file() -> None:
    whole = bundle({"_chat.txt": CHAT.encode(), "00000001-PHOTO.jpg": b"1"})
    assert list(unbundled(whole)) == [whole]


def test_every_connector_says_what_people_need() -> None:
    for slug, reader in connectors().items():
        assert slug == reader.slug
        assert reader.title.message, slug
        assert reader.reads.message, slug
        assert len(reader.how) > 1, slug
        assert reader.suffixes, slug


def test_a_head_is_never_the_whole_of_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("a,b\n" * 1_000_000)
    assert len(head(Source.at(path)).text) <= 1 << 16


def test_somebody_is_the_same_however_many_others_a_file_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merhav.connectors.people._REMEMBERED", 3)
    people = Pseudonyms(b"a key for tests only, 32 bytes ..")
    first = people.person("Dana")
    assert len({people.person(f"neighbour {number}") for number in range(20)}) == 20
    assert people.person("dana") == first
    assert len(people._known) <= 3
