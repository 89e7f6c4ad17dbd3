"""Machines that open and click in people's names, told from people by program, address, method and clock."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.newsletters import counts, done, person, rows, words

from merhav.connectors.base import Report
from merhav.connectors.newsletter.agents import Maker, maker
from merhav.core.text import Refusal
from merhav.facts.rows import Activity, Observation

SLUG = "newsletter_table"
HEAD = "Time,Campaign,Email,Event,URL,User agent,IP,Method\n"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML like Gecko) Chrome/120.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
APPLE = "Mozilla/5.0"
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
YAHOO = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"


def line(
    time: str, who: str, act: str, link: str = "", agent: str = CHROME, ip: str = "", method: str = ""
) -> str:
    return f"22/03/2026 {time},March,{who}@example.org,{act},{link},{agent},{ip},{method}\n"


def sent(*names: str) -> str:
    return "".join(line("10:00:01", name, act) for name in names for act in ("sent", "delivered"))


def notes(table: str, **told: str) -> list[str]:
    report = Report()
    rows(SLUG, table, report, **told)
    return [str(note) for note in report.notes]


@pytest.mark.parametrize(
    ("agent", "by"),
    [
        (CHROME, Maker.PERSON),
        (IPHONE, Maker.PERSON),
        ("Microsoft Outlook 16.0.17126", Maker.PERSON),
        ("Thunderbird/115.8", Maker.PERSON),
        ("", Maker.PERSON),
        (APPLE, Maker.MACHINE),
        (GMAIL, Maker.PROXY),
        (YAHOO, Maker.PROXY),
        ("Mozilla/5.0 (compatible; Proofpoint/2.0)", Maker.MACHINE),
        ("Barracuda Sentinel (EE)", Maker.MACHINE),
        ("Mozilla/5.0 (Windows NT 10.0) Microsoft Office Existence Discovery", Maker.MACHINE),
        ("Mimecast-URL-Scan", Maker.MACHINE),
        ("python-requests/2.31", Maker.MACHINE),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0 Safari/537.36", Maker.MACHINE),
        ("Googlebot/2.1 (+http://www.google.com/bot.html)", Maker.MACHINE),
    ],
)
def test_programs_that_say_what_they_are(agent: str, by: Maker) -> None:
    assert maker(agent, "", "") is by


@pytest.mark.parametrize(
    ("address", "by"),
    [
        ("40.92.1.7", Maker.MACHINE),
        ("104.47.10.10", Maker.MACHINE),
        ("2a01:111:f400::25", Maker.MACHINE),
        ("209.222.82.9", Maker.MACHINE),
        ("203.0.113.7", Maker.PERSON),
        ("not an address", Maker.PERSON),
    ],
)
def test_networks_that_mail_filters_work_from(address: str, by: Maker) -> None:
    assert maker(CHROME, address, "GET") is by
    assert maker(CHROME, "203.0.113.7", "head") is Maker.MACHINE


def test_opens_by_machines_are_counted_apart() -> None:
    table = (
        HEAD
        + sent("dana", "omer", "noor")
        + (
            line("10:05:00", "dana", "opened")
            + line("10:00:09", "omer", "opened", agent=APPLE)
            + line("10:07:00", "noor", "opened", agent=APPLE)
            + line("18:07:00", "noor", "opened", agent=IPHONE)
        )
    )
    found = rows(SLUG, table)
    assert {row.actor for row in done(found, "Read/issue")} == {
        person("dana@example.org"),
        person("noor@example.org"),
    }
    told = counts(found)
    assert (told["opens"], told["machine_opens"], told["delivered"]) == (2, 1, 3)
    (opens,) = [row for row in found if isinstance(row, Observation) and row.measure == "opens"]
    assert opens.generation == "table:opens_by_people"
    assert "2 opens were made by machines; they are counted apart." in notes(table)


PROXIED = (
    HEAD
    + sent("dana", "omer")
    + (line("10:05:00", "dana", "opened", agent=GMAIL) + line("11:00:00", "omer", "opened", agent=YAHOO))
)


def test_proxies_of_gmail_and_yahoo_are_machines_unless_the_town_says_otherwise() -> None:
    apart, people = rows(SLUG, PROXIED), rows(SLUG, PROXIED, image_proxies="people")
    assert (counts(apart)["opens"], counts(apart)["machine_opens"]) == (0, 2)
    assert (counts(people)["opens"], counts(people)["machine_opens"]) == (2, 0)
    names = {row.generation for row in people if isinstance(row, Observation) and row.measure == "opens"}
    assert names == {"table:opens_by_people_and_proxies"}
    assert any("image_proxies" in note for note in notes(PROXIED))
    assert not any("image_proxies" in note for note in notes(PROXIED, image_proxies="people"))
    with pytest.raises(Refusal, match="say machines or people"):
        rows(SLUG, PROXIED, image_proxies="yes")


def test_a_system_may_say_itself_that_a_machine_did_it() -> None:
    table = (
        "Time,Campaign,Email,Event,Is bot\n"
        "22/03/2026 10:00:01,March,a@example.org,delivered,\n"
        "22/03/2026 10:10:00,March,a@example.org,opened,yes\n"
        "22/03/2026 10:20:00,March,b@example.org,machine open,\n"
        "22/03/2026 10:00:01,March,b@example.org,delivered,\n"
        "22/03/2026 10:30:00,March,b@example.org,clicked,no\n"
    )
    told = counts(rows(SLUG, table))
    assert (told["opens"], told["machine_opens"], told["clickers"]) == (0, 2, 1)


LINKS = [f"https://town.example.org/{number}" for number in range(6)]


def clicks(who: str, times: list[str], links: list[str] = LINKS) -> str:
    return "".join(line(time, who, "clicked", link) for time, link in zip(times, links, strict=False))


def test_a_scanner_follows_every_link_at_once() -> None:
    table = (
        HEAD
        + sent("dana", "guard")
        + (
            clicks("guard", [f"10:02:0{second}" for second in range(0, 10, 2)])
            + clicks("dana", ["10:30:00", "10:31:10"])
        )
    )
    found = rows(SLUG, table)
    assert {row.actor for row in done(found, "View/link")} == {person("dana@example.org")}
    assert (counts(found)["clickers"], counts(found)["clicks"]) == (1, 2)
    assert "5 clicks were made by scanners of links; they are not counted." in notes(table)


def test_whoever_is_scanned_for_may_click_themselves_later() -> None:
    table = HEAD + sent("dana") + clicks("dana", ["10:02:00", "10:02:01"]) + clicks("dana", ["12:00:00"])
    (click,) = done(rows(SLUG, table), "View/link")
    assert click.at == datetime(2026, 3, 22, 10, tzinfo=UTC)


def test_one_link_clicked_twice_in_haste_is_a_persons_click() -> None:
    table = HEAD + sent("dana") + clicks("dana", ["10:02:00", "10:02:01"], [LINKS[0]] * 2)
    assert counts(rows(SLUG, table))["clickers"] == 1


def test_a_click_or_open_as_soon_as_the_mail_is_there_is_a_machines() -> None:
    table = (
        HEAD
        + sent("dana", "omer")
        + (
            line("10:00:02", "dana", "clicked", LINKS[0])
            + line("10:00:03", "dana", "opened")
            + line("10:00:04", "omer", "clicked", LINKS[0])
        )
    )
    told = counts(rows(SLUG, table))
    assert (told["clickers"], told["opens"], told["machine_opens"]) == (1, 0, 1)
    slow = (
        HEAD
        + line("10:00:01", "dana", "sent")
        + line("10:00:41", "dana", "delivered")
        + line("10:00:43", "dana", "opened")
    )
    assert counts(rows(SLUG, slow))["machine_opens"] == 1


def test_without_seconds_the_clock_proves_nothing_and_that_is_said() -> None:
    table = (HEAD + sent("dana") + clicks("dana", ["10:02:00", "10:02:00"])).replace("10:00:01", "10:00:00")
    assert counts(rows(SLUG, table))["clicks"] == 2
    assert any("have no seconds" in note for note in notes(table))


def test_scanners_by_program_and_by_address_do_not_click() -> None:
    table = (
        HEAD
        + sent("dana", "omer", "noor")
        + (
            line("11:00:00", "dana", "clicked", LINKS[0], agent="Barracuda Sentinel (EE)")
            + line("11:00:00", "omer", "clicked", LINKS[0], ip="40.107.3.4")
            + line("11:00:00", "noor", "clicked", LINKS[0], method="HEAD")
        )
    )
    found = rows(SLUG, table)
    assert words(found)["View/link"] == 0
    assert (counts(found)["clickers"], counts(found)["clicks"]) == (0, 0)


def test_two_issues_do_not_share_a_burst() -> None:
    table = (
        HEAD
        + sent("dana")
        + sent("dana").replace("March", "April")
        + (clicks("dana", ["10:10:00"]) + clicks("dana", ["10:10:01"], LINKS[1:]).replace("March", "April"))
    )
    assert words(rows(SLUG, table))["View/link"] == 2


moments = st.lists(
    st.tuples(st.integers(3, 2900), st.sampled_from(LINKS)), min_size=1, max_size=30, unique=True
)


@settings(deadline=None)
@given(moments)
def test_what_is_a_scan_agrees_with_the_plain_rule(made: list[tuple[int, str]]) -> None:
    """Clicks part where more than two seconds pass; a run with two links is a scanner's."""
    table = (
        HEAD
        + sent("dana")
        + "".join(
            line(f"10:{10 + second // 60:02d}:{second % 60:02d}", "dana", "clicked", link)
            for second, link in made
        )
    )
    runs: list[list[tuple[int, str]]] = []
    for second, link in sorted(made):
        if not runs or second - runs[-1][-1][0] > 2:
            runs.append([])
        runs[-1].append((second, link))
    by_people = sum(len(run) for run in runs if len({link for _second, link in run}) == 1)
    found = rows(SLUG, table)
    assert words(found)["View/link"] == by_people
    assert counts(found)["clicks"] == by_people


def test_no_program_and_no_network_address_is_in_the_facts() -> None:
    told = repr([row for row in rows(SLUG, PROXIED) if isinstance(row, Activity)])
    assert "Mozilla" not in told
    assert "Proxy" not in told
