"""Shapes of what tells of a Facebook page: posts, days, audiences, the exports of old, answers of its interface."""

from tests.connectors import facebook_files as files
from tests.connectors.test_facebook_api import SAVED
from tests.connectors.test_facebook_hostile import API
from tests.connectors.test_facebook_old import DATED, UNDATED
from tests.fuzz.seed import Seed, seed

_OLD = {"date_order": "dmy", "exported_on": "2025-09-02", "process_label": "#תושבים_מחליטים"}
_FEW = ("Post ID", "Title", "Publish time", "Permalink", "Post type", *files.COUNTS)
_UNKNOWN = {head: f"עמודה {place}" for place, head in enumerate(files.ENGLISH)}
_DAYS = {"Views": files.days("2025-08-01", 20), "Follows": files.days("2025-08-01", 20, 3)}
_TABS = "Age & gender\n\tMen\tWomen\n18-24\t5\t6.5\n25-34\t12.1\t18.4\n\nTop cities\nShaked, Israel\tHaifa, Israel\n61.5\t3\n"

SEEDS: tuple[Seed, ...] = (
    seed("facebook_posts", files.AUGUST, files.export(files.POSTS)),
    seed("facebook_posts", files.AUGUST, files.export(files.POSTS, columns=_FEW), process_label="#שאלה"),
    seed("facebook_posts", "posts.csv", files.export(files.POSTS, heads=files.SWEDISH, clock=files.ISO)),
    seed("facebook_posts", files.AUGUST, files.export(files.POSTS, columns=_FEW, heads=_UNKNOWN, clock=files.DAY_FIRST), **_OLD),
    seed(
        "facebook_posts",
        "posts.csv",
        files.export(files.POSTS, columns=_FEW, clock=files.DAY_FIRST, separator=";", encoding="utf-16"),
        **_OLD,
    ),
    seed("facebook_page", "Follows.csv", files.page_daily(_DAYS)),
    seed("facebook_page", "Views.csv", files.page_daily(_DAYS, encoding="utf-8-sig")),
    seed("facebook_page", "any.csv", files.page_daily({"Something": files.days("2025-08-01", 9)}), page_metric="views"),
    seed("facebook_audience", "Audience.csv", files.AUDIENCE, home_cities="Shaked"),
    seed("facebook_audience", "Audience.tsv", _TABS, exported_on="2026-03-02"),
    seed("facebook_old", "old.csv", DATED, post_clock="california"),
    seed("facebook_old", "old.csv", UNDATED, post_year="2014"),
    seed("facebook_api", "facebook.json", API),
    seed("facebook_api", "insights.json", SAVED),
)  # fmt: skip
