"""What Facebook's readers stand on, with anything in it; and whose file is whose."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import AUDIENCE, AUGUST, POSTS, days, export, page_daily, source
from tests.connectors.test_facebook_old import DATED, UNDATED

from merhav.connectors.base import Connector, Report, Told
from merhav.connectors.catalog.facebook_api import FacebookApi
from merhav.connectors.catalog.facebook_audience import FacebookAudience
from merhav.connectors.catalog.facebook_old import FacebookOld
from merhav.connectors.catalog.facebook_page import FacebookPage
from merhav.connectors.catalog.facebook_posts import FacebookPosts
from merhav.connectors.facebook.columns import usual
from merhav.connectors.facebook.identity import By, is_rounded, known_by
from merhav.connectors.facebook.labels import Marks, parted
from merhav.connectors.facebook.orders import Orders, range_in
from merhav.connectors.facebook.shape import by_shape
from merhav.connectors.heads import head
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST, day
from merhav.connectors.registry import recognised
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage, Row

API = (
    b'{"source": "facebook_api", "page": {"followers_count": 7}, "asked_at": "2025-09-01T00:00:00+00:00", "metrics": '
    b'[{"name": "page_follows", "period": "day", "values": [{"value": 9, "end_time": "2025-08-02T07:00:00+0000"}]}]}'
)
DAILY = page_daily({"Views": days("2025-08-01", 9)})
READERS: Mapping[str, tuple[Connector, bytes, dict[str, str]]] = {
    "posts": (FacebookPosts(), export(POSTS), {"process_label": "#a, b", "exported_on": "2025-09-02"}),
    "unknown heads": (FacebookPosts(), export(POSTS, heads={name: f"?{name}" for name in fb.ENGLISH}), {}),
    "page": (FacebookPage(), DAILY, {"page_metric": "views"}),
    "audience": (FacebookAudience(), AUDIENCE, {"home_cities": "Shaked", "exported_on": "2025-09-02"}),
    "old": (FacebookOld(), DATED, {"post_clock": "california"}),
    "old, undated": (FacebookOld(), UNDATED, {"post_year": "2014"}),
    "api": (FacebookApi(), API, {}),
}
every_reader = pytest.mark.parametrize(("reader", "whole", "told"), READERS.values(), ids=READERS.keys())


def outcome(reader: Connector, content: bytes, name: str, told: Mapping[str, str]) -> Row | str:
    """The last row, or the sentence of the refusal."""
    try:
        return fb.rows(reader, content, Report(), name, **told)[-1]
    except Refusal as refused:
        return str(refused)


@every_reader
def test_bytes_that_changed_are_refused_or_shown_and_nothing_else(
    reader: Connector, whole: bytes, told: dict[str, str]
) -> None:
    chance = random.Random(7)
    for _again in range(150):
        content = bytearray(whole)
        for _change in range(chance.randint(1, 25)):
            content[chance.randrange(len(content))] = chance.choice(
                b'",;\t\n\r\0\xff\xd7\x9a0123456789-/:.{}[]eE+N'
            )
        end = outcome(reader, bytes(content[: chance.randint(1, len(content))]), AUGUST, told)
        assert isinstance(end, Coverage) or (isinstance(end, str) and "\n" not in end)


@every_reader
@pytest.mark.parametrize(
    "other",
    [
        b"\0" * 10_000,
        b"\xff\xfe" + b"\0" * 999,
        b"a" * (2 << 20),
        b",".join([b"1"] * 50_000),
        b"\n".join([b"," * 300] * 300),
        b"\n".join([b"x"] * 50_000),
        b"\n".join([b"2025-08-01,5"] * 20_000),
        b"\n".join([b"1/2/2025,5"] * 20_000),
        b'"' * 99_999,
        b"x" + b"'" * 99_999 + b"x",
        b'{"a":' * 50_000,
        b"PK\x03\x04broken",
        "שלום\n".encode("cp1255") * 1000,
    ],
    ids=range(13),
)
def test_a_foreign_file_is_refused_in_one_sentence(
    reader: Connector, whole: bytes, told: dict[str, str], other: bytes
) -> None:
    del whole
    end = outcome(reader, other, "x", told)
    assert isinstance(end, Coverage) or "\n" not in str(end)


@every_reader
def test_each_is_recognised_as_its_own(reader: Connector, whole: bytes, told: dict[str, str]) -> None:
    del told
    name = "export.json" if reader.slug == "facebook_api" else "export.csv"
    assert recognised(source(whole, name)).connector.slug == reader.slug


def test_other_files_are_nobodys_here() -> None:
    for text in (
        "a,b\n1,2\n",
        "Date,Views\n2025-08-01,5\n",
        '{"data": []}',
        "Name,Email\nx,y\n",
        "Gender\nMale\n",
    ):
        for reader, _whole, _told in READERS.values():
            assert reader.recognises(head(source(text.encode(), "x.csv"))) < 0.5


NUMBERS = st.integers(10**16, 10**18 - 1)


@given(NUMBERS)
def test_a_number_is_itself_whatever_a_spreadsheet_did_if_the_link_holds_it(number: int) -> None:
    link = f"https://www.facebook.com/x/posts/{number}"
    whole = known_by(str(number), link, "")
    for cell in (f"{float(number):.5E}", str(number)[:15] + "0" * (len(str(number)) - 15)):
        told = known_by(cell, link, "", all_rounded=True)
        assert told.key == whole.key or told.by is By.LINK  # a spreadsheet rounds halves up, decimals to even


@given(NUMBERS, NUMBERS)
def test_two_numbers_never_become_one(one: int, other: int) -> None:
    if one != other:
        keys = {
            known_by(f"{float(n):.5E}", f"https://www.facebook.com/x/posts/{n}", "").key for n in (one, other)
        }
        assert len(keys) == 2


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_cell_breaks_what_a_post_is_known_by(cell: str, link: str) -> None:
    assert known_by(cell, link, "x").key
    assert known_by(cell, link, "x", all_rounded=True).key
    assert isinstance(is_rounded(cell), bool)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_labels(answer: str, caption: str) -> None:
    Marks.told(Told({"process_label": answer})).are_on(parted(caption), caption)


@given(st.lists(st.dates(), min_size=1, max_size=30), st.sampled_from(["%d/%m/%Y 10:00", "%m/%d/%Y 10:00"]))
def test_the_order_that_dates_were_written_in_is_never_ruled_out(dates: list[object], shape: str) -> None:
    orders = Orders()
    for each in dates:
        orders.look(each.strftime(shape))  # type: ignore[attr-defined]
    assert (DAY_FIRST if shape.startswith("%d") else MONTH_FIRST) in orders.possible


@given(st.lists(st.text(max_size=40), max_size=8))
def test_no_cells_break_the_look_at_shapes(cells: list[str]) -> None:
    by_shape([cells, cells])
    orders = Orders(range_in("Aug-01-2025_Aug-31-2025_1"))
    for text in cells:
        orders.look(text)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (AUGUST, "2025-08-01"),
        ("Feb-01-2025_Feb-28-2025_1 (2).csv", "2025-02-01"),
        ("Feb-01-2025_Feb-31-2025_1.csv", None),
        ("Xyz-01-2025_Feb-28-2025_1.csv", None),
        ("Mar-01-2025_Feb-28-2025_1.csv", None),
        ("posts.csv", None),
    ],
)
def test_the_days_in_a_files_name(name: str, first: str | None) -> None:
    found = range_in(name)
    assert (found and found[0]) == (first and day(first, DAY_FIRST))


def test_each_column_has_a_word_in_every_language_that_has_been_met() -> None:
    for name in ("post_id", "published", "reach", "views", "comments", "shares"):
        assert len(usual(name)) >= 3
