"""A page's posts: in every shape that Meta Business Suite and a spreadsheet give the export, the same facts."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.connectors import facebook_files as fb
from tests.connectors.facebook_files import (
    AUGUST,
    DAY_FIRST,
    ENGLISH,
    ISO,
    PAGE,
    POSTS,
    SWEDISH,
    acts,
    covered,
    damaged,
    export,
    source,
    told_of,
)

from merhav.connectors.base import Report, Untold
from merhav.connectors.catalog.facebook_posts import FacebookPosts
from merhav.connectors.files import Source
from merhav.connectors.heads import head
from merhav.core.periods import Month
from merhav.core.text import Refusal
from merhav.facts.rows import Row
from merhav.facts.words import Object, Role, Verb

READER = FacebookPosts()
HEBREW = {head: f"עמודה {place}" for place, head in enumerate(ENGLISH)}
SHAPES = {
    "as Meta writes it": export(POSTS),
    "ISO times": export(POSTS, clock=ISO),
    "32 columns": export(POSTS, columns=[name for name in ENGLISH if not name.startswith("Negative")]),
    "34 columns": export(POSTS, columns=[*ENGLISH, "Negative feedback from users: Hide"]),
    "Swedish": export(POSTS, heads=SWEDISH, clock=ISO),
    "Swedish, the other word": export(POSTS, heads={**SWEDISH, "Post ID": "Inläggs-ID"}),
    "saved with semicolons": export(POSTS, separator=";", encoding="utf-8"),
    "saved as UTF-16 with tabs": export(POSTS, separator="\t", encoding="utf-16"),
    "day first": export(POSTS, clock=DAY_FIRST),
    "an unknown language": export(POSTS, heads=HEBREW),
}
every_shape = pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES.keys())


def rows(content: bytes | Source, report: Report | None = None, name: str = AUGUST, **told: str) -> list[Row]:
    return fb.rows(READER, content, report, name, **told)


@every_shape
def test_each_post_is_published_once_by_the_authority(content: bytes) -> None:
    published = acts(rows(content))
    assert {(act.verb, act.object_type, act.actor_role) for act in published} == {
        (Verb.CREATE, Object.POST, Role.OFFICIAL)
    }
    assert [act.at for act in published] == [
        datetime(2025, 8, 5, 15, 12, tzinfo=UTC),
        datetime(2025, 8, 9, 6, 0, tzinfo=UTC),
        datetime(2025, 8, 29, 17, 30, tzinfo=UTC),
    ]
    assert [act.language for act in published] == ["he", "ar", "en"]
    assert all(act.object_id == act.id and act.topic is None and act.actor is None for act in published)


@every_shape
def test_its_numbers_are_of_the_post_and_of_its_month(content: bytes) -> None:
    found = rows(content)
    assert told_of(found, "reach") == [200, 800, 200]
    assert told_of(found, "views") == [270, 1024, 270]
    assert told_of(found, "engagement") == [9, 9, 0]
    assert told_of(found, "reactions") == [5, 5, 0]
    assert told_of(found, "comments") == [3, 3, 0]
    assert told_of(found, "shares") == [1, 1, 0]
    published = {act.object_id: act.at for act in acts(found)}
    assert all(published[row.object_id] == row.at for row in fb.observed(found))
    assert {row.generation for row in fb.observed(found) if row.measure == "reach"} == {"facebook:reach"}


@every_shape
def test_the_facts_are_the_same_in_every_shape(content: bytes) -> None:
    first = {row.id for row in rows(SHAPES["as Meta writes it"]) if row.__class__.__name__ != "Coverage"}
    assert {row.id for row in rows(content) if row.__class__.__name__ != "Coverage"} <= first


@every_shape
def test_nothing_is_left_that_was_not_understood(content: bytes) -> None:
    report = Report()
    rows(content, report)
    assert (report.items, report.not_understood) == (3, 0)
    assert (report.first, report.last) == (
        datetime(2025, 8, 5, 15, 12, tzinfo=UTC),
        datetime(2025, 8, 29, 17, 30, tzinfo=UTC),
    )


@every_shape
def test_it_is_recognised_with_its_pages_name(content: bytes) -> None:
    seen = head(source(content))
    sure = READER.recognises(seen)
    if b"\xd7\xa2\xd7\x9e\xd7\x95\xd7\x93\xd7\x94" in content:  # heads in an unknown language
        assert 0.5 < sure < 0.9
    else:
        assert sure >= 0.9
        assert READER.space_in(seen) == PAGE


def test_clicks_are_of_all_kinds() -> None:
    assert told_of(rows(SHAPES["as Meta writes it"]), "clicks") == [12, 12, 12]
    assert told_of(rows(SHAPES["an unknown language"]), "clicks") == []


def test_what_was_told_by_shape_is_said() -> None:
    report = Report()
    rows(SHAPES["an unknown language"], report)
    said = [str(note) for note in report.notes]
    assert "unknown language" in said[0]
    assert f"“{HEBREW['Reach']}” was read as: Reach." in said


def test_items_are_the_posts_with_their_text() -> None:
    first, _second, last = fb.items(READER, export(POSTS))
    assert first["text"] == fb.STRANGE.replace("\r\n", "\n")
    assert (first["number"], first["page"], first["kind"]) == (POSTS[0].number, PAGE, "Photos")
    assert last["published"] == "2025-08-29T17:30:00+00:00"
    assert (last["reach"], last["engagement"]) == (200, 0)


def test_no_text_is_in_the_facts() -> None:
    told = repr(rows(export(POSTS), process_label="#תושבים_מחליטים"))
    for word in ("שאלה", "Town", "תושבים", "Hello", PAGE, "facebook.com", POSTS[0].number):
        assert word not in told


# Which month, and until when.


def test_it_covers_the_days_of_its_name() -> None:
    covers = covered(rows(export(POSTS)))
    august = Month(2025, 8)
    assert (covers.since, covers.until) == (august.start, august.end)
    assert covers.speaks_of == "Create/post clicks comments engagement reach reactions shares views"


def test_without_a_name_it_covers_its_posts_or_the_days_that_are_told() -> None:
    alone = covered(rows(export(POSTS), name="posts.csv"))
    assert alone.since == datetime(2025, 8, 4, 21, tzinfo=UTC)
    assert alone.until == datetime(2025, 8, 29, 21, tzinfo=UTC)
    told = covered(rows(export(POSTS), name="p.csv", covers_from="2025-08-01", covers_until="2025-08-31"))
    assert (told.since, told.until) == (Month(2025, 8).start, Month(2025, 8).end)


def test_it_does_not_reach_beyond_the_day_of_its_export() -> None:
    found = rows(export(POSTS), exported_on="2025-08-30")
    assert covered(found).until == datetime(2025, 8, 30, 21, tzinfo=UTC)
    assert {row.seen for row in fb.observed(found)} == {datetime(2025, 8, 30, 9, tzinfo=UTC)}


@pytest.mark.parametrize(
    "told",
    [
        {"exported_on": "2025-08-20"},
        {"exported_on": "yesterday"},
        {"exported_on": "0001-01-01"},
        {"covers_from": "2025-08-06"},
        {"covers_until": "2025-08-20"},
        {"date_order": "ymd"},
        {"post_clock": "moon"},
        {"page": "עיריית חדרה"},
    ],
)
def test_an_answer_that_cannot_be_is_refused(told: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        rows(export(POSTS), **told)
    assert "\n" not in str(refused.value)


def test_a_later_export_tells_the_numbers_anew_and_adds_no_post() -> None:
    grown = [replace(post, reach=post.reach + 50, comments=post.comments + 2) for post in POSTS]
    before = rows(export(POSTS), exported_on="2025-09-02")
    after = rows(export(grown), exported_on="2025-09-20")
    assert acts(before) == acts(after)
    cells = [
        {(row.object_id, row.measure, row.at) for row in fb.observed(found)} for found in (before, after)
    ]
    assert cells[0] == cells[1]
    same = {row.id for row in fb.observed(before)} & {row.id for row in fb.observed(after)}
    assert {row.measure for row in fb.observed(before) if row.id in same} == {
        "views",
        "reactions",
        "shares",
        "clicks",
    }


def test_a_longer_export_adds_posts_and_changes_none() -> None:
    longer = (fb.Made("122158000000000104", "2025-08-31 12:00"), *POSTS)
    short, long = ({row.id for row in rows(export(posts))[:-1]} for posts in (POSTS, longer))
    assert short < long


# Dates.


def test_a_product_in_english_writes_the_month_first() -> None:
    (only,) = acts(rows(export([POSTS[0]]), name="posts.csv"))
    assert only.at == datetime(2025, 8, 5, 15, 12, tzinfo=UTC)


def test_another_language_is_asked_when_no_date_tells() -> None:
    report = Report()
    content = export([POSTS[0]], heads=SWEDISH)
    with pytest.raises(Untold) as untold:
        rows(content, report, name="inlagg.csv")
    assert [question.name for question in untold.value.questions] == ["date_order"]
    assert "date_order" in report.asks
    (told,) = acts(rows(content, name="inlagg.csv", date_order="dmy"))
    assert told.at == datetime(2025, 5, 8, 15, 12, tzinfo=UTC)


def test_the_name_of_the_file_may_tell() -> None:
    (only,) = acts(rows(export([POSTS[0]], heads=SWEDISH)))
    assert only.at.month == 8
    (other,) = acts(rows(export([POSTS[0]], heads=SWEDISH, clock=DAY_FIRST)))
    assert other.at == only.at


def test_a_spreadsheet_may_leave_the_day_alone() -> None:
    (only,) = acts(rows(export([POSTS[2]], clock="%d.%m.%Y")))
    assert only.at == datetime(2025, 8, 29, 9, tzinfo=UTC)


def test_the_clock_of_california_is_told_and_remembered() -> None:
    late = fb.Made("122158000000000105", "2025-08-31 15:00")
    assert Month.of(acts(rows(export([late])))[0].at) == Month(2025, 8)
    assert Month.of(acts(rows(export([late]), post_clock="california"))[0].at) == Month(2025, 9)
    nightly = [fb.Made(f"1221580000000002{n:02}", f"2025-08-{n:02} 01:00") for n in range(1, 26)]
    report = Report()
    rows(export(nightly), report)
    assert any("California" in str(note) for note in report.notes)
    rows(export(nightly), told := Report(), post_clock="california")
    assert told.notes == []


# Numbers that a spreadsheet has damaged.


def test_a_rounded_number_is_found_whole_in_the_link() -> None:
    whole = [replace(post, link=f"{LINK}{post.number}") for post in POSTS]
    broken = [damaged(post, link=f"{LINK}{post.number}") for post in POSTS]
    report = Report()
    assert {row.id for row in rows(export(broken), report)} == {row.id for row in rows(export(whole))}
    assert str(report.notes[0]).endswith("whole: 3.")


LINK = fb.LINK


def test_a_post_whose_link_does_not_say_its_number_is_known_by_the_link() -> None:
    broken = [damaged(post, link=f"{LINK}pfbid{place}Abc") for place, post in enumerate(POSTS)]
    report = Report()
    assert len({act.id for act in acts(rows(export(broken), report))}) == 3
    assert "known by their links" in str(report.notes[0])
    again = [replace(post, link=f"{post.link}/?ref=share") for post in broken]
    assert [act.id for act in acts(rows(export(again)))] == [act.id for act in acts(rows(export(broken)))]


def test_without_a_link_it_is_known_by_its_time_and_two_are_never_made_one() -> None:
    same_minute = [
        replace(damaged(POSTS[0]), title=title, also={"Permalink": ""}) for title in ("אחת", "שתיים")
    ]
    report = Report()
    found = acts(rows(export(same_minute), report))
    assert len({act.id for act in found}) == 2
    assert "without a link, known by their time, page, kind and text: 2." in str(report.notes[0])
    assert [act.id for act in acts(rows(export(same_minute)))] == [act.id for act in found]


def test_fifteen_digits_and_zeros_are_a_damaged_number_too() -> None:
    zeros = [replace(post, number=post.number[:15] + "000", link=f"{LINK}{post.number}") for post in POSTS]
    whole = [replace(post, link=f"{LINK}{post.number}") for post in POSTS]
    assert [act.id for act in acts(rows(export(zeros)))] == [act.id for act in acts(rows(export(whole)))]
    unlinked = [replace(post, link=f"{LINK}pfbid{place}") for place, post in enumerate(zeros)]
    assert len({act.id for act in acts(rows(export(unlinked)))}) == 3
    one = [replace(POSTS[0], number="122158000000000000"), *POSTS[1:]]
    assert acts(rows(export(one)))[1:] == acts(rows(export(POSTS)))[1:]


@pytest.mark.parametrize(
    "cell", ['="122158000000000101"', "'122158000000000101", "100045700821521_122158000000000101"]
)
def test_a_number_in_wraps_is_the_number(cell: str) -> None:
    assert acts(rows(export([replace(POSTS[0], number=cell)]))) == acts(rows(export([POSTS[0]])))


# What is left out, and what is asked.

INSTAGRAM = fb.Made(
    "18182686576415017",
    "2025-08-07 15:30",
    kind="IG carousel",
    link="https://www.instagram.com/p/Ddr9jGEmLMp/",
    also={"Page ID": "", "Page name": "", "Account ID": "17841403398239763", "Account username": "shaked"},
)


def test_instagram_is_left_out_and_counted() -> None:
    report = Report()
    columns = [*ENGLISH, "Account ID", "Account username"]
    assert len(acts(rows(export([*POSTS, INSTAGRAM], columns=columns), report))) == 3
    assert "Instagram, left out: 1." in str(report.notes[0])
    assert report.not_understood == 0


def test_a_file_of_instagram_alone_is_refused() -> None:
    columns = [
        "Post ID",
        "Account ID",
        "Account username",
        "Description",
        "Publish time",
        "Permalink",
        "Post type",
    ]
    columns += ["Date", "Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves"]
    content = export([INSTAGRAM], columns=columns)
    assert READER.recognises(head(source(content))) >= 0.9
    with pytest.raises(Refusal, match="only posts on Instagram"):
        rows(content)


def test_numbers_of_single_days_are_no_numbers_of_a_post() -> None:
    daily = [replace(POSTS[0], also={"Date": f"08/{day:02}/2025"}) for day in range(5, 30)]
    with pytest.raises(Refusal, match="Lifetime"):
        rows(export(daily))
    report = Report()
    assert len(acts(rows(export([*daily, *POSTS]), report))) == 3
    assert "single days of a post, left out: 25." in str(report.notes[0])


def test_of_several_pages_one_is_chosen_and_remembered() -> None:
    library = fb.Made(
        "122158000000000900",
        "2025-08-03 10:00",
        also={"Page ID": "200045700821521", "Page name": "Library"},
    )
    content, report = export([*POSTS, library]), Report()
    with pytest.raises(Untold, match="Library") as untold:
        rows(content, report)
    (question,) = untold.value.questions
    assert [str(text) for _value, text in question.choices] == [PAGE, "Library"]
    assert (question.name, question.remembered, report.asks) == ("page", True, {"page"})
    for page in ("library", "200045700821521"):
        assert len(acts(rows(content, told := Report(), page=page))) == 1
        assert "other pages, left out: 3." in str(told.notes[0])
    assert READER.space_in(head(source(content))) == ""
    with pytest.raises(Untold):
        rows(content, page="The page's old name")


def test_labels_that_mark_a_municipal_process() -> None:
    labelled = [
        replace(POSTS[0], also={"Custom labels": "Planning, תהליך עירוני"}),
        replace(POSTS[1], also={"Custom labels": "Events"}),
        POSTS[2],
    ]
    report = Report()
    assert [act.topic for act in acts(rows(export(labelled), report))] == [None] * 3
    assert str(report.notes[-1]) == "Custom labels in this file: planning, תהליך עירוני, events."
    told = acts(rows(export(labelled), process_label="תהליך  עירוני; Hearing"))
    assert [act.topic for act in told] == ["process", None, None]


def test_a_hashtag_may_mark_it_whatever_its_letters() -> None:
    fancy = [replace(POSTS[2], title="Come and decide #𝐓𝐨𝐰𝐧𝐃𝐞𝐜𝐢𝐝𝐞𝐬!"), POSTS[0], POSTS[1]]
    told = acts(rows(export(fancy), process_label="#towndecides, #תושבים_מחליטים"))
    assert [act.topic for act in told] == ["process", "process", None]


def test_columns_that_nothing_tells_are_asked_for() -> None:
    columns = ["Post ID", "Publish time", "Permalink", "Reach", "Comments"]
    content = export(
        POSTS, columns=columns, heads={name: f"?{name[0]}{place}" for place, name in enumerate(columns)}
    )
    report = Report()
    with pytest.raises(Untold) as untold:
        rows(content, report)
    assert {"column_reach", "column_engagement", "column_published"} <= {
        q.name for q in untold.value.questions
    }
    assert report.columns == ["?P0", "?P1", "?P2", "?R3", "?C4"]
    assert report.found["column_published"] == "?P1"
    told = rows(
        content, column_reach="?R3", column_engagement="-", column_comments="?C4", column_post_id="?P0"
    )
    assert (told_of(told, "reach"), told_of(told, "comments")) == ([200, 800, 200], [3, 3, 0])
    assert covered(told).speaks_of == "Create/post comments reach"


# Rows and files that are broken.


def test_a_row_that_is_not_understood_is_shown_and_the_others_count() -> None:
    rough = [
        replace(POSTS[0], also={"Publish time": "soon"}),
        replace(POSTS[1], also={"Reach": "many", "Views": "N/A", "Shares": ""}),
        POSTS[2],
    ]
    report = Report()
    found = rows(export(rough), report)
    assert len(acts(found)) == 2
    assert [str(problem.why) for problem in report.problems] == [
        "The time of this post was not understood.",
        "A number in this row was not understood.",
    ]
    assert told_of(found, "reach") == [200]
    assert told_of(found, "comments") == [3, 0]


def test_exports_joined_in_one_file_keep_their_own_columns() -> None:
    other = export(POSTS[1:], columns=[ENGLISH[0], *ENGLISH[6:], *ENGLISH[1:6]], encoding="utf-8")
    assert acts(rows(export(POSTS[:1]) + other)) == acts(rows(export(POSTS)))
    assert told_of(rows(export(POSTS[:1]) + other), "reach") == [200, 800, 200]


def test_old_columns_are_generations_of_their_own() -> None:
    heads = {"Views": "Impressions", "Reach": "Viewers"}
    found = fb.observed(rows(export(POSTS, heads=heads)))
    assert {row.generation for row in found if row.measure in {"views", "reach"}} == {
        "facebook:impressions",
        "facebook:viewers",
    }


def test_the_sum_is_made_where_the_file_has_only_its_parts() -> None:
    columns = [name for name in ENGLISH if not name.startswith("Reactions, ")]
    assert told_of(rows(export(POSTS, columns=columns)), "engagement") == [9, 9, 0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "holds no table"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"22.3.2025, 19:00 - Dana: Shalom\n" * 50, "no export of a Facebook page's posts"),
        (b"a,b,c\n1,2,3\n" * 500, "no export of a Facebook page's posts"),
        (b'Post ID,Publish time,Reach\n"' + b"x,\n" * 200_000, "holds no table"),
        (export([]), "holds no post"),
    ],
    ids=["empty", "blank", "pdf", "chat", "table", "quote", "heads alone"],
)
def test_a_file_that_is_no_export_gets_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        rows(content)
    assert "\n" not in str(refused.value)


READING = """
import sys
from pathlib import Path
from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.facebook_posts import FacebookPosts
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
rows = FacebookPosts().rows(Source.at(Path(sys.argv[1])), Told(), Pseudonyms(b"a key"), Report())
print(sum(1 for row in rows), int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]))
"""


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_million_posts_are_read_in_the_memory_of_a_few(tmp_path: Path) -> None:
    path = tmp_path / AUGUST
    numbered = (
        replace(
            POSTS[step % 3],
            number=str(122_158_000_000_000_101 + step),
            at=f"2025-08-{step % 31 + 1:02} 09:00",
        )
        for step in range(10_000)
    )
    first, body = export(numbered).split(b"\n", 1)
    with path.open("wb") as file:
        file.write(first + b"\n")
        for _again in range(100):
            file.write(body)
    told = subprocess.run(
        [sys.executable, "-c", READING, str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    number, kilobytes = map(int, told.stdout.split())
    assert number == 8_000_001
    assert kilobytes < 150 * 1024
