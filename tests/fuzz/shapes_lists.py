"""Shapes of what a town's own systems export: its hotline, its service of Open311, its app, its counts of members."""

from tests.connectors.open311_server import in_xml
from tests.connectors.tables_files import table
from tests.connectors.test_app_table import LANGUAGES as OF_APPS
from tests.connectors.test_app_table import MARCH as ACTS
from tests.connectors.test_app_totals import LONG, WIDE
from tests.connectors.test_group_counts import TABLE as MEMBERS
from tests.connectors.test_hotline_table import IN_2019, MARCH
from tests.connectors.test_hotline_table import LANGUAGES as OF_HOTLINES
from tests.connectors.test_open311 import REQUESTS, WRAPPED
from tests.fuzz.seed import Seed, seed

_SINCE = {"date_order": "dmy", "listed_since": "2025-01-01"}
_UNUSUAL = table(("A", "B", "C"), ("30/03/2025 08:00", "31/03/2025 09:00", "17"), ("1/4/2025", "", "18"))
_CITY = table(
    IN_2019.split(","),
    *([number, f"03/{number}/2019 11:15:00 PM", "04/01/2019 12:15:00 AM"] for number in range(11, 29, 4)),
)

SEEDS: tuple[Seed, ...] = (
    seed("hotline_table", "106.csv", MARCH, **_SINCE),
    seed("hotline_table", "106.txt", MARCH.replace(",", "\t").encode("utf-16"), **_SINCE),
    seed("hotline_table", "106.csv", MARCH.replace(",", ";").encode("cp1255"), **_SINCE),
    seed("hotline_table", "city.csv", _CITY, date_order="mdy"),
    seed("hotline_table", "any.csv", _UNUSUAL, date_order="dmy", column_opened="A", column_closed="B", column_number="C"),
    *(
        seed("hotline_table", "cases.csv", table(head, *[row] * 3), date_order="dmy", came_by="newsletter")
        for head, row, _asset in OF_HOTLINES
    ),
    *(seed("open311", "requests", content) for content in WRAPPED.values()),
    seed("open311", "requests.xml", in_xml(REQUESTS).encode("utf-16"), came_by="app"),
    seed("app_table", "app.csv", ACTS, **_SINCE),
    seed("app_table", "app.txt", ACTS.replace(",", "\t").encode("utf-16"), **_SINCE),
    *(
        seed("app_table", "app.csv", table(heads, *[(when, "7", word, "")] * 4), date_order="dmy")
        for heads, word, when in OF_APPS.values()
    ),
    *(
        seed("app_totals", "app.csv", content, date_order="dmy", exported_on="2025-05-01")
        for content in (WIDE, LONG)
    ),
    seed("group_counts", "members.csv", MEMBERS, date_order="dmy"),
    seed("group_counts", "members.csv", "when;who\n1.2.2026;210\n1.3.2026;225\n", column_day="when", column_members="who"),
)  # fmt: skip
