"""The declared numbers over activities as an expert's SQL says them: conditions, and what is read off a cell of counts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

RESIDENT = "actor_role IN ('resident', 'leader')"
OFFICIAL = "actor_role = 'official'"
TO_RESIDENT = "replied_role IN ('resident', 'leader')"
MESSAGE = "verb = 'Create' AND object_type = 'message'"
MEETING = "verb = 'Create' AND object_type = 'meeting'"
ARRIVE = "verb = 'Arrive' AND object_type = 'meeting'"
JOIN = "verb = 'Join' AND object_type = 'membership'"
REGISTER = "verb = 'Create' AND object_type = 'registration'"

WHATSAPP = f"asset = 'whatsapp' AND {RESIDENT}"
TOPIC = f"{WHATSAPP} AND verb = 'Question' AND object_type = 'topic'"
OUTSIDE = f"origin = 'whatsapp' AND asset <> 'whatsapp' AND {RESIDENT}"
FOLLOWED = "asset = 'zoom' AND verb = 'Announce' AND object_type = 'meeting'"
ON_ZOOM = f"asset = 'zoom' AND {RESIDENT}"
VIEW = f"asset = 'website' AND verb = 'View' AND object_type = 'page' AND {RESIDENT}"
ADDED = f"asset = 'website' AND verb = 'Add' AND object_type = 'page' AND {OFFICIAL}"
ANSWERED = f"asset = 'website' AND verb = 'Accept' AND object_type = 'inquiry' AND {OFFICIAL}"
NEWS = f"asset = 'newsletter' AND {RESIDENT}"
ITEM = f"asset = 'newsletter' AND verb = 'Create' AND object_type = 'item' AND {OFFICIAL}"
POST = f"asset = 'facebook' AND verb = 'Create' AND object_type = 'post' AND {OFFICIAL}"
FACEBOOK_TOPIC = f"asset = 'facebook' AND verb = 'Question' AND object_type = 'topic' AND {RESIDENT}"
INFORM = f"(verb = 'Create' OR verb = 'Add' AND object_type = 'page') AND {OFFICIAL}"
TALK = f"""(verb = 'Create' AND ({RESIDENT} AND replied_role = 'official' OR {OFFICIAL} AND {TO_RESIDENT})
    OR verb = 'Accept' AND object_type = 'inquiry' AND {OFFICIAL} AND {TO_RESIDENT})"""
PEERS = f"verb = 'Create' AND {RESIDENT} AND {TO_RESIDENT}"

EVENT = f"verb IN ('Arrive', 'Accept') AND object_type = 'meeting' AND {RESIDENT}"
BROUGHT = {
    "event": EVENT,
    "activity": f"(asset <> 'whatsapp' AND {JOIN} OR {REGISTER}) AND {RESIDENT}",
    "group": f"asset = 'whatsapp' AND {JOIN} AND {RESIDENT}",
    "started": f"verb = 'Create' AND object_type = 'space' AND {RESIDENT}",
}
SERVICES = ("payment", "registration", "updates", "inquiry")
ITEMS = {
    "planning": "planning",
    "education": "education_partnership",
    "events": "events_programme",
    "calls": "calls_tenders",
    "bylaws": "bylaws",
    "meetings": "residents_meetings",
    "other": "other",
}
_MOVED = f"""origin = 'newsletter' AND asset = 'facebook' AND verb IN ('Join', 'Create', 'View') AND {RESIDENT}
    AND object_type IN ('membership', 'comment', 'message', 'post', 'page')"""
_REGISTERED = (
    f"origin = 'newsletter' AND (verb = 'Accept' AND object_type = 'meeting' OR {REGISTER}) AND {RESIDENT}"
)
_BY_EMAIL = f"{NEWS} AND {MESSAGE} AND replied_role = 'official'"
_MET = f"{OUTSIDE} AND {MEETING}"
_TALKED = f"{OUTSIDE} AND verb = 'Create' AND object_type IN ('message', 'comment') AND {TO_RESIDENT}"
_OWN_EVENT = f"{EVENT} AND run_by = 'authority'"
_SPENT = "asset = 'app' AND verb = 'Create' AND object_type"
_LIVELY = (
    f"{ON_ZOOM} AND verb IN ('Create', 'Like', 'Question') AND object_type IN ('message', 'topic', 'poll')"
)

WHAT = {
    "closed": f"{WHATSAPP} AND writers = 'closed' AND ({MESSAGE} OR {JOIN})",
    "open": f"{WHATSAPP} AND writers = 'open' AND ({MESSAGE} OR {JOIN})",
    "responses": f"{WHATSAPP} AND {MESSAGE} AND replied_role = 'official'",
    "known": f"{WHATSAPP} AND {MESSAGE} AND replied_role = 'official' AND on_subject IS NOT NULL",
    "on_subject": f"{WHATSAPP} AND {MESSAGE} AND replied_role = 'official' AND on_subject",
    "raised_open": f"{TOPIC} AND writers = 'open'",
    "answered_open": f"{TOPIC} AND writers = 'open' AND answered_seconds IS NOT NULL",
    "drew_three": f"{TOPIC} AND writers = 'open' AND amount >= 3",
    "peer": f"{WHATSAPP} AND {MESSAGE} AND {TO_RESIDENT}",
    "raised": TOPIC,
    "answered": f"{TOPIC} AND answered_seconds IS NOT NULL",
    "by_official": f"{TOPIC} AND official_seconds IS NOT NULL",
    "outside": f"({_MET} OR {_TALKED})",
    "met_outside": _MET,
    "talked_outside": _TALKED,
    "came_outside": f"{OUTSIDE} AND {ARRIVE}",
    "meetings": f"asset = 'zoom' AND {MEETING}",
    "by_residents": f"asset = 'zoom' AND {MEETING} AND {RESIDENT}",
    "present": f"{ON_ZOOM} AND {ARRIVE}",
    "stayed": f"{ON_ZOOM} AND {ARRIVE} AND duration IS NOT NULL",
    "involved": _LIVELY,
    "wrote": f"{ON_ZOOM} AND verb IN ('Create', 'Question') AND object_type IN ('message', 'topic')",
    "reacted": f"{ON_ZOOM} AND verb = 'Like' AND object_type = 'message'",
    "polled": f"{ON_ZOOM} AND verb = 'Create' AND object_type = 'poll'",
    "followed": FOLLOWED,
    "followed_time": f"{FOLLOWED} AND answered_seconds IS NOT NULL",
    "officials": f"asset = 'zoom' AND {ARRIVE} AND {OFFICIAL} AND {TO_RESIDENT}",
    "interactions": f"{MESSAGE} AND {RESIDENT} AND {TO_RESIDENT} AND (asset = 'zoom' OR origin = 'zoom')",
    "any_step": f"({INFORM} OR {TALK} OR {PEERS})",
    "inform": INFORM,
    "talk": TALK,
    "peers": PEERS,
    "views": VIEW,
    "visits": f"{VIEW} AND topic IS NULL",
    "stay": f"{VIEW} AND topic IS NULL AND duration IS NOT NULL",
    "stay_known": f"{VIEW} AND topic IS NULL AND duration IS NOT NULL AND actor IS NOT NULL",
    "services": f"{VIEW} AND topic IN {SERVICES}",
    **{f"to_{service}": f"{VIEW} AND topic = '{service}'" for service in SERVICES},
    "added": f"{ADDED} AND topic IN ('service', 'contact')",
    "processes": f"{ADDED} AND topic = 'process'",
    "asked": "asset = 'website' AND verb = 'Question' AND object_type = 'inquiry'",
    "site_answered": ANSWERED,
    "site_answered_time": f"{ANSWERED} AND answered_seconds IS NOT NULL",
    **{
        f"{asset}_{name}": f"({wanted}) AND origin = '{asset}'"
        for asset in ("website", "newsletter")
        for name, wanted in {**BROUGHT, "any": " OR ".join(f"({each})" for each in BROUGHT.values())}.items()
    },
    "follow": f"{NEWS} AND verb = 'Follow' AND object_type = 'subscription'",
    "left": f"{NEWS} AND verb = 'Leave' AND object_type = 'subscription'",
    "read": f"{NEWS} AND verb = 'Read' AND object_type = 'issue'",
    "clicked": f"{NEWS} AND verb = 'View' AND object_type = 'link'",
    "of_process": f"{ITEM} AND stage IS NOT NULL",
    "weighed": f"{ITEM} AND stage IS NOT NULL AND amount IS NOT NULL",
    "items": f"{ITEM} AND topic IN {tuple(ITEMS.values())}",
    **{f"item_{name}": f"{ITEM} AND topic = '{topic}'" for name, topic in ITEMS.items()},
    "reactions": f"({_REGISTERED} OR {_MOVED} OR {_BY_EMAIL})",
    "registered": _REGISTERED,
    "moved": _MOVED,
    "by_email": _BY_EMAIL,
    "posted": POST,
    "posted_process": f"{POST} AND topic = 'process'",
    "facebook_raised": FACEBOOK_TOPIC,
    "facebook_answered": f"{FACEBOOK_TOPIC} AND official_seconds IS NOT NULL",
    "app_active": f"asset = 'app' AND {RESIDENT}",
    "app_opened": f"asset = 'app' AND {RESIDENT} AND verb = 'Create' AND object_type = 'space'",
    "app_written": f"asset = 'app' AND {RESIDENT} AND {MESSAGE} AND object_id IS NOT NULL",
    "app_done": f"{_SPENT} IN ('registration', 'payment')",
    "app_registered": f"{_SPENT} = 'registration'",
    "app_paid": f"{_SPENT} = 'payment'",
    "app_done_by": f"{_SPENT} IN ('registration', 'payment') AND {RESIDENT}",
    "own_by_either": f"{_OWN_EVENT} AND origin IN ('website', 'newsletter')",
    "own_by_site": f"{_OWN_EVENT} AND origin = 'website'",
    "own_by_news": f"{_OWN_EVENT} AND origin = 'newsletter'",
    "used": f"""{RESIDENT} AND (asset NOT IN ('website', 'street') AND verb NOT IN ('Leave', 'Reject')
        OR asset = 'website' AND verb = 'Question' AND object_type = 'inquiry')""",
}
TIMES = {
    "median_time": ("answered_seconds", 0.5, "answered"),
    "p90_time": ("answered_seconds", 0.9, "answered"),
    "official_time": ("official_seconds", 0.5, "by_official"),
    "median_stay": ("duration", 0.5, "stayed"),
    "follow_time": ("answered_seconds", 0.5, "followed_time"),
    "site_time": ("answered_seconds", 0.5, "site_answered_time"),
    "facebook_time": ("official_seconds", 0.5, "facebook_answered"),
}
SUMS = {"stay": "duration", "stay_known": "duration", "weighed": "amount"}
"""Of which facts which column is added up."""
THINGS = ("app_written",)
"""Of which facts the different things are counted."""

Cell = dict[str, Any]
Number = tuple[float | None, int, int, datetime | None]
Reader = Callable[[Cell], Number]


def _n(cell: Cell, of: str, value: float | None, *also: str) -> Number:
    newest = max((cell[f"t_{name}"] for name in (of, *also) if cell[f"t_{name}"]), default=None)
    return value, cell[f"p_{of}"] or 0, cell[f"c_{of}"] or 0, newest


def count(of: str) -> Reader:
    return lambda cell: _n(cell, of, float(cell[f"c_{of}"] or 0))


def people(of: str) -> Reader:
    return lambda cell: _n(cell, of, float(cell[f"p_{of}"] or 0))


def share(of: str, part: str) -> Reader:
    def read(cell: Cell) -> Number:
        whole = cell[f"c_{of}"] or 0
        return _n(cell, of, min((cell[f"c_{part}"] or 0) / whole, 1) if whole else None, part)

    return read


def quantile(name: str) -> Reader:
    return lambda cell: _n(cell, TIMES[name][2], cell[name])


def total(of: str) -> Reader:
    return lambda cell: _n(cell, of, float(cell[f"s_{of}"] or 0))


def each(of: str) -> Reader:
    def read(cell: Cell) -> Number:
        people = cell[f"p_{of}"] or 0
        return _n(cell, of, float(cell[f"s_{of}"] or 0) / people if people else None)

    return read


def things(of: str) -> Reader:
    return lambda cell: _n(cell, of, float(cell[f"o_{of}"] or 0))


def level(cell: Cell) -> Number:
    reached = 0
    for name, least in (("inform", 1), ("talk", 3), ("peers", 3)):
        if (cell[f"c_{name}"] or 0) < least:
            break
        reached += 1
    return _n(cell, "any_step", float(reached))
