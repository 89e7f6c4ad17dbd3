"""Newsletters' files as they may come: damaged, hostile, long; each connector refuses in a sentence or reads on."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.connectors import test_delivery_reports as delivery
from tests.connectors import test_mailchimp_audience as audience
from tests.connectors import test_mailchimp_campaigns as campaigns
from tests.connectors import test_newsletter_items as items
from tests.connectors import test_newsletter_machines as machines
from tests.connectors import test_newsletter_table as table
from tests.connectors.newsletters import PEOPLE, reader, source

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import head
from merhav.connectors.registry import opinions
from merhav.core.text import Refusal
from merhav.facts.rows import Coverage

SLUGS = (
    "delivery_reports",
    "mailchimp_audience",
    "mailchimp_campaigns",
    "newsletter_items",
    "newsletter_table",
)
OWN: dict[str, tuple[str, ...]] = {
    "delivery_reports": (delivery.standard(), delivery.PROSE, delivery.mailbox(delivery.standard())),
    "mailchimp_audience": (audience.SUBSCRIBED, audience.UNSUBSCRIBED, audience.CLEANED),
    "mailchimp_campaigns": (campaigns.LIST, campaigns.SINGLE, campaigns.TEST, campaigns.MAILERLITE),
    "newsletter_items": (items.TABLE, items.HEBREW, items.ARABIC, items.RUSSIAN),
    "newsletter_table": (table.EVENTS, table.BREVO, machines.PROXIED, table.ISSUES["ar"] + table.MARCH),
}
SEEDS = [(slug, text.encode()) for slug, texts in OWN.items() for text in texts]
PIECES = [
    *(
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b";",
        b"9" * 60,
        b"01/01/0001",
        b"31/12/9999 23:59:59",
    ),
    *(
        b"%",
        b"1e400",
        b"nan",
        b"\xd7\x90",
        b"@",
        b"<",
        b"From ",
        b"\n\n",
        b"--part",
        b"=?utf-8?q?=ff?=",
        b"(",
        b'"""',
    ),
    *(b"Date: Mon, 99 Foo 99999\n", b"Content-Transfer-Encoding: base64\n", "Ⅷ٣²".encode(), b"\xe2\x80\x8f"),
]


def damaged(raw: bytes, chance: random.Random) -> bytes:
    bytes_ = bytearray(raw)
    for _ in range(chance.randint(1, 10)):
        begin = chance.randint(0, len(bytes_))
        end = min(len(bytes_), begin + chance.randint(0, 60))
        what = chance.randint(0, 3)
        if what == 0:
            bytes_[begin:begin] = chance.choice(PIECES)
        elif what == 1:
            del bytes_[begin:end]
        elif what == 2:
            bytes_[begin:begin] = bytes_[begin:end] * chance.randint(1, 4)
        else:
            bytes_[begin:end] = bytes(chance.randint(0, 255) for _ in range(end - begin))
    return bytes(bytes_)


def told_of(chance: random.Random) -> Iterator[dict[str, str]]:
    yield {}
    order = chance.choice(["dmy", "mdy"])
    yield {
        "date_order": order,
        "opens_include_machines": "yes",
        "exported_on": "2027-01-01",
        "issues_since": "2020-01-01",
    }


@pytest.mark.parametrize("seed", range(8))
def test_no_damage_breaks_a_reader(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        slug, raw = chance.choice(SEEDS)
        file, connector = source(damaged(raw, chance), "export.csv"), reader(slug)
        for told in told_of(chance):
            with suppress(Refusal):
                drawn = connector.rows(file, Told(told), PEOPLE, Report())
                *_facts, last = connector.finished(drawn, Told(told), PEOPLE)
                assert isinstance(last, Coverage)
                list(connector.items(file, Told(told), Report()))


@pytest.mark.parametrize(("slug", "raw"), SEEDS)
def test_whose_file_it_is_shows(slug: str, raw: bytes) -> None:
    (sure, own), *others = opinions(head(source(raw, "export.csv")))
    assert own.slug == slug
    assert sure >= 0.6
    assert all(sure - other > 0.05 for other, _reader in others)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x05\x06" + b"\0" * 18, b"\0" * 4000, b"a" * 3_000_000]
)
def test_a_foreign_file_is_refused(slug: str, raw: bytes) -> None:
    with pytest.raises(Refusal):
        list(reader(slug).rows(source(raw), Told(), PEOPLE, Report()))


@pytest.mark.parametrize("slug", SLUGS)
def test_an_encoding_of_old_spreadsheets_is_read(slug: str) -> None:
    text = {"newsletter_items": items.HEBREW, "newsletter_table": table.ISSUES["he"] + table.MARCH}.get(
        slug, OWN[slug][0]
    )
    for encoding in ("utf-8-sig", "cp1255") if slug.startswith("newsletter") else ("utf-8",):
        file: Source = source(text.encode(encoding))
        report = Report()
        assert list(reader(slug).rows(file, Told(), PEOPLE, report))
        assert report.not_understood == 0


def test_what_every_connector_tells_is_told_by_one_of_its_files() -> None:
    for slug, texts in OWN.items():
        more = (
            (table.ISSUES["en"] + table.MARCH, "Date,Subscribers,Opens\n22/03/2026,5,1\n")
            if slug == "newsletter_table"
            else ()
        )
        told: set[str] = set()
        for text in (*texts, *more):
            *_rows, last = reader(slug).rows(source(text), Told(), PEOPLE, Report())
            assert isinstance(last, Coverage)
            told |= set((last.speaks_of or " ".join(reader(slug).tells)).split())
        assert told - set(reader(slug).tells) == set()
        assert set(reader(slug).tells) - told <= {"machine_opens"}


LONG = """
import sys
from pathlib import Path
from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connectors

reader, people, report = connectors()[sys.argv[1]], Pseudonyms(b"k" * 32), Report()
drawn = reader.rows(Source.at(Path(sys.argv[2])), Told(), people, report)
count = sum(1 for _row in reader.finished(drawn, Told(), people))
print(count, report.items, int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024)
"""


def lines_of(slug: str, number: int) -> Iterator[str]:
    day, second = 1 + number % 28, number % 60
    if slug == "mailchimp_audience":
        yield f"p{number}@example.org,2,,2025-{1 + number % 12:02d}-{day:02d} 10:00:{second:02d},2026-01-01 00:00:00,1,e,\n"
    elif slug == "newsletter_items":
        yield f"2026-01-{day:02d},planning,idea,Item {number}\n"
    else:
        act = ("sent", "delivered", "opened", "clicked")[number % 4]
        yield f"2026-01-{10 + number % 4} 10:00:{second:02d},Issue {number // 200_000},p{number // 4}@example.org,{act},/{number % 9}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "top"),
    [
        (
            "mailchimp_audience",
            "Email Address,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID,TAGS\n",
        ),
        ("newsletter_items", "Date,Kind,Stage,Title\n"),
        ("newsletter_table", "Time,Campaign,Email,Event,URL\n"),
    ],
)
def test_a_million_lines_need_no_more_memory_than_few(slug: str, top: str, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(top)
        for number in range(1_000_000):
            file.writelines(lines_of(slug, number))
    told = subprocess.run(
        [sys.executable, "-c", LONG, slug, str(path)],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": "src"},
        cwd=Path(__file__).parents[2],
    )
    facts, read, megabytes = map(int, told.stdout.split())
    assert read == 1_000_000
    assert facts > 200_000
    assert megabytes < 150
