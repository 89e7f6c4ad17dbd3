"""What was planted, as verdicts that the scoreboard has to reach, and arrows that it must not show.

A quantity that does not move is told twice: it is not rising and it is not falling. Whether a scoreboard can call
it steady is left to the scoreboard.
"""

from merhav.facts.words import AgeBand, Asset, Society

from .manifest import Expected, Truth
from .reports.truths import truths_of_reports
from .town import HESED, RUACH, SHIKMA, YASMIN

_PEERS, _ANSWERS, _TOPICS = "whatsapp.peer_replies", "whatsapp.answers", "whatsapp.resident_topics"


def _unmoved(indicator: str, why: str, **where: str) -> tuple[Truth, ...]:
    return (
        Truth(indicator, Expected.NOT_RISING, why, **where),
        Truth(indicator, Expected.NOT_FALLING, why, **where),
    )


def _in(dimension: str, segment: str) -> dict[str, str]:
    return {"dimension": dimension, "segment": segment}


def truths() -> tuple[Truth, ...]:
    return (
        *_between_residents(),
        *_with_the_authority(),
        *_members(),
        *_on_zoom(),
        *truths_of_reports(),
    )


def _between_residents() -> tuple[Truth, ...]:
    return (
        Truth(_PEERS, Expected.RISING, "the growing groups outweigh the dying one"),
        Truth(_PEERS, Expected.RISING, "the rising group", **_in("neighbourhood", SHIKMA)),
        Truth(_PEERS, Expected.FALLING, "the dying group", **_in("neighbourhood", RUACH)),
        Truth(_PEERS, Expected.RISING, "a group that grows slowly", **_in("neighbourhood", HESED)),
        *_unmoved(_PEERS, "flat, but for Ramadan and Eid", **_in("neighbourhood", YASMIN)),
        *_unmoved(_PEERS, "flat, but for Ramadan and Eid", **_in("society", Society.ARAB.value)),
        *_unmoved(_PEERS, "flat, but for Tishrei and Pesach", **_in("age_band", AgeBand.FROM_65.value)),
        *_unmoved(_PEERS, "flat: the rides group", **_in("workplace", "outside")),
        *_unmoved(_PEERS, "flat", **_in("audience_language", "ru")),
        Truth(
            _TOPICS,
            Expected.RISING,
            "more is raised in the growing groups than is lost in the dying one",
        ),
        Truth(_TOPICS, Expected.RISING, "the rising group", **_in("neighbourhood", SHIKMA)),
        Truth(_TOPICS, Expected.FALLING, "the dying group", **_in("neighbourhood", RUACH)),
    )


def _with_the_authority() -> tuple[Truth, ...]:
    return (
        Truth(_ANSWERS, Expected.RISING, "officials answer more and more", part="by_official"),
        Truth(_ANSWERS, Expected.FALLING, "officials answer sooner and sooner", part="official_time"),
        Truth("whatsapp.responses", Expected.FALLING, "announcements draw fewer and fewer responses"),
        Truth(
            "whatsapp.responses", Expected.FALLING, "in Arabic as well", **_in("society", Society.ARAB.value)
        ),
        *_unmoved(
            "assets.communication_level",
            "residents talk with each other in every month",
            asset=Asset.WHATSAPP.value,
        ),
    )


def _members() -> tuple[Truth, ...]:
    opened, closed = "whatsapp.open_group_members", "whatsapp.closed_group_members"
    return (
        Truth(opened, Expected.RISING, "open groups are joined, and seldom left", kind="observation"),
        Truth(opened, Expected.NOT_FALLING, "more people write and join"),
        Truth(
            opened, Expected.RISING, "the rising group", kind="observation", **_in("neighbourhood", SHIKMA)
        ),
        Truth(opened, Expected.FALLING, "the dying group", kind="observation", **_in("neighbourhood", RUACH)),
        Truth(closed, Expected.RISING, "the announcement group is followed by more", kind="observation"),
        *_unmoved(closed, "as many leave as join"),
    )


def _on_zoom() -> tuple[Truth, ...]:
    return (
        Truth("zoom.attendees", Expected.RISING, "more and more come"),
        Truth("zoom.attendees", Expected.RISING, "and come again", part="attendances"),
        *_unmoved("zoom.meetings", "two a month, one in holiday months"),
        *_unmoved("zoom.follow_ups", "one of two meetings, as ever"),
        Truth(
            "zoom.officials_at_resident_meetings", Expected.RISING, "officials come to residents' meetings"
        ),
        Truth("zoom.peer_interactions", Expected.RISING, "the group that grew out of a meeting"),
    )
