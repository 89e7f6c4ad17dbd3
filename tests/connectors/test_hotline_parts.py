"""Ways in, states, subjects, moments and orders of dates: each on its own."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merhav.connectors.base import Report, Told, Untold
from merhav.connectors.evidence import weighed
from merhav.connectors.hotline.channels import Channels, asset_of
from merhav.connectors.hotline.heads import FIELDS, likeness
from merhav.connectors.hotline.labels import MOST, Labels, label
from merhav.connectors.hotline.states import is_closed
from merhav.connectors.moments import DAY_FIRST, MONTH_FIRST
from merhav.connectors.stamps import SAME_DAY, Missing, Stamp, Stamps, seconds_between
from merhav.facts.words import Asset

WAYS = {
    Asset.WEBSITE: "אתר|טופס באתר העירייה|מקוון|web|ONLINE|On-line|Website|Self Service|موقع البلدية|الإنترنت|сайт|Веб-форма",
    Asset.APP: "אפליקציה|אפליקציית תושב|יישומון|app|MOBILE|Mobile App|Citizens Connect App|تطبيق|приложение",
    Asset.WHATSAPP: "ווטסאפ|וואטסאפ|ווצאפ|WhatsApp|whats_app|واتساب|واتس اب|ватсап|Вотсап",
    Asset.NEWSLETTER: 'מייל|דוא"ל|דוא״ל|דואר אלקטרוני|Email|e-mail|البريد الإلكتروني|электронная почта',
    Asset.FACEBOOK: "פייסבוק|Facebook|فيسبوك|фейсбук",
    Asset.STREET: "טלפון|106|מוקד 106|פרונטלי|דלפק|דואר|אחר|PHONE|Constituent Call|walk-in|Fax|UNKNOWN|OTHER|هاتف|телефон|лично",
}


@pytest.mark.parametrize(("asset", "words"), WAYS.items(), ids=list(WAYS))
def test_ways_in_by_the_words_of_the_systems(asset: Asset, words: str) -> None:
    assert {word: asset_of(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), asset)


def test_a_way_that_nobody_knows() -> None:
    ways = Channels()
    assert (ways["drone"], ways["שליח"], ways["phone"]) == (None, None, Asset.STREET)


def test_the_words_of_a_table_are_read_once_and_never_gathered_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("merhav.connectors.hotline.channels._KEPT", 3)
    ways = Channels()
    assert {ways[f"phone {number}"] for number in range(50)} == {Asset.STREET}
    assert len(ways) <= 3


@pytest.mark.parametrize(
    "cell",
    [
        "סגור", "הפנייה נסגרה", "טופל", "הסתיים הטיפול", "Closed", "CLOSED - duplicate", "resolved", "fixed_council",
        "مغلق", "تم الحل", "تمت المعالجة", "Закрыта", "Выполнено",
    ],
)  # fmt: skip
def test_states_that_say_dealt_with(cell: str) -> None:
    assert is_closed(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "", "פתוח", "לא טופל", "בטיפול", "טרם נסגר", "Open", "not closed", "unresolved", "In progress", "مفتوح",
        "قيد المعالجة", "غير مغلق", "в работе", "не решено",
    ],
)  # fmt: skip
def test_states_that_do_not(cell: str) -> None:
    assert not is_closed(cell)


# Subjects.


@pytest.mark.parametrize(
    "cell", ["תאורת רחוב", "  Noise -  Street/Sidewalk ", "DOF Property - Owner Issue", 'תמ"א 38']
)
def test_a_subject(cell: str) -> None:
    assert label(cell) == " ".join(cell.split())


@pytest.mark.parametrize(
    "cell",
    ["", "x", "dana@mail.example", "see https://example.org", "052-000 0001", "one two three four five six seven eight nine", "x" * 61],
)  # fmt: skip
def test_what_is_no_subject(cell: str) -> None:
    assert label(cell) is None


def of_list(cells: list[str]) -> Labels:
    labels = Labels()
    for cell in cells:
        labels.see(cell)
    labels.settle()
    return labels


def test_a_name_that_calls_often_is_no_subject_in_a_column_of_names() -> None:
    labels = of_list(["דנה לוי"] * 5 + [f"תושב {number}" for number in range(30)])
    assert (labels.topic("דנה לוי"), labels.is_text) == (None, True)


def test_a_list_of_more_subjects_than_there_are_is_text() -> None:
    labels = of_list([f"word {chr(97 + number % 26)}{number}" for number in range(MOST + 50)] * 3)
    assert labels.is_text
    assert labels.kept == {}


@given(st.lists(st.text(max_size=80), max_size=60))
def test_what_stands_there_once_is_never_kept(cells: list[str]) -> None:
    labels = of_list(cells)
    plain = [" ".join(cell.split()) for cell in cells]
    assert all(plain.count(kept) >= 3 for kept in labels.kept)


# Moments.


def at(cell: str, *, hours: bool = True) -> Stamp:
    found = Stamps(DAY_FIRST, hours=hours)[cell]
    assert isinstance(found, Stamp)
    return found


def test_a_moment_is_told_in_utc_and_a_day_at_its_noon() -> None:
    assert at("30/03/2025 08:15").at == datetime(2025, 3, 30, 5, 15, tzinfo=UTC)
    assert at("30/03/2025").at == datetime(2025, 3, 30, 9, tzinfo=UTC)
    assert not at("30/03/2025 00:00", hours=False).clocked
    assert at("30/03/2025 00:00").clocked


@pytest.mark.parametrize("cell", ["", "-", "NULL", "01/01/1900", "1/1/0001 0:00", "31/12/9998 23:59"])
def test_cells_that_say_nothing(cell: str) -> None:
    assert Stamps(DAY_FIRST, hours=True)[cell] is Missing.NOTHING


@pytest.mark.parametrize("cell", ["soon", "13/13/2025", "31/12/9999 23:59:59 +00:00", "2025"])
def test_cells_that_are_not_understood(cell: str) -> None:
    assert Stamps(DAY_FIRST, hours=True)[cell] is Missing.NOT_UNDERSTOOD


def test_how_long_it_took() -> None:
    opened = at("30/03/2025 08:15")
    assert seconds_between(opened, at("30/03/2025 08:16")) == 60
    assert seconds_between(opened, at("30/03/2025")) == SAME_DAY
    assert seconds_between(at("27/03/2025"), at("28/03/2025 00:30")) == 86_400
    assert [
        seconds_between(opened, at(end)) for end in ("30/03/2025 08:15", "30/03/2025 08:00", "29/03/2025")
    ] == [None] * 3


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)), st.integers(1, 10**8))  # noqa: DTZ001 - the street's clock
def test_a_later_answer_never_takes_less(first: datetime, seconds: int) -> None:
    stamps = Stamps(DAY_FIRST, hours=True)
    begin, end = stamps[f"{first:%Y-%m-%d %H:%M:%S}"], stamps[f"{first:%Y-%m-%d}"]
    assert isinstance(begin, Stamp)
    assert isinstance(end, Stamp)
    assert (
        seconds_between(begin, begin._replace(at=datetime.fromtimestamp(begin.at.timestamp() + seconds, UTC)))
        == seconds
    )
    assert seconds_between(begin, end) == seconds_between(end, begin) == SAME_DAY


# The order of day and month.


def order(*cells: str, **told: str) -> str:
    return weighed(cells, Told(told)).order(Report())


def test_a_few_wrong_lines_do_not_turn_a_file_around() -> None:
    right = [f"{day}/03/2025 10:00" for day in range(13, 32)]
    assert order("03/31/2025 10:00", "03/30/2025 10:00", *right) == DAY_FIRST
    assert order("31/03/2025 10:00", *(f"03/{day}/2025 10:00" for day in range(13, 32))) == MONTH_FIRST


@pytest.mark.parametrize("cells", [["2025-03-04"], ["04/04/2025"], ["4.3.2025"], ["20250304"], ["", "x"], []])
def test_an_order_that_does_not_matter_is_not_asked_for(cells: list[str]) -> None:
    assert order(*cells) == DAY_FIRST


def test_an_order_that_matters_is() -> None:
    with pytest.raises(Untold, match="cannot be told apart"):
        order("03/04/2025", "04/04/2025")
    assert order("03/04/2025", date_order="mdy") == MONTH_FIRST


def test_whether_a_table_tells_hours() -> None:
    assert weighed(["30/03/2025", "30/03/2025 00:00", "03/30/2025 12:00:00 AM"], Told()).hours is False
    assert weighed(["30/03/2025 00:00", "31/03/2025 00:01"], Told()).hours is True


# Heads.


def test_heads_of_cities_that_publish_their_lists() -> None:
    assert likeness(["case_enquiry_id", "open_dt", "closed_dt", "case_status", "type", "source"]) == 0.8
    assert likeness(["SR_NUMBER", "SR_TYPE", "STATUS", "ORIGIN", "CREATED_DATE", "CLOSED_DATE"]) == 0.8
    assert likeness(["CaseID", "Opened", "Closed", "Status", "Category"]) == 0.7


@pytest.mark.parametrize(
    "row",
    [
        ["id", "date", "status"],
        ["Name", "Email", "Join time", "Leave time"],
        ["Date", "Sessions", "Users"],
        ["Email Address", "Status", "Opened"],
    ],
)
def test_heads_of_others(row: list[str]) -> None:
    assert likeness(row) == 0.0


def test_no_head_is_usual_for_two_columns() -> None:
    usual = [name for field in FIELDS for name in field.usual]
    assert len(usual) == len(set(usual))
