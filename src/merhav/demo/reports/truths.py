"""What is planted in the exports of the site, the newsletter, the page, the groups told by minute, the app and the hotline."""

from merhav.demo.manifest import Expected, Truth

_UP, _DOWN = Expected.RISING, Expected.FALLING
_SEEN, _KEPT, _TRACED = "observation", "register", "attribution"
_GA4, _FANS, _FOLLOWS = "ga4:active_users:64%", "facebook:page_fans", "facebook:page_follows"


def truths_of_reports() -> tuple[Truth, ...]:
    return (*_site(), *_newsletter(), *_page(), *_groups(), *_around(), *_app())


def _unmoved(indicator: str, why: str, **where: str) -> tuple[Truth, ...]:
    return (
        Truth(indicator, Expected.NOT_RISING, why, **where),
        Truth(indicator, Expected.NOT_FALLING, why, **where),
    )


def _site() -> tuple[Truth, ...]:
    users = "website.service_users"
    return (
        Truth("website.visitors", _UP, "more and more come to the site", kind=_SEEN, generation=_GA4),
        Truth("website.visitors", _UP, "and more from the town's own networks"),
        Truth("website.visits", _UP, "as often as before, each", kind=_SEEN),
        *_unmoved("website.time_on_site", "as long as ever, each", kind=_SEEN),
        Truth(users, _UP, "paying moved to the site", kind=_SEEN, part="payment"),
        *_unmoved(users, "inquiries through the site do not grow", kind=_SEEN, part="inquiry"),
        Truth("website.service_pages", _UP, "two pages of service are added a month", kind=_KEPT),
        *_unmoved("website.service_pages", "two a month, as ever", kind=_KEPT, part="added"),
        Truth("website.processes_published", _UP, "each adds to those published", kind=_SEEN, part="live"),
        Truth("website.inquiries_answered", _DOWN, "the hotline answers sooner", part="median_time"),
    )


def _newsletter() -> tuple[Truth, ...]:
    return (
        Truth("newsletter.subscribers", _UP, "more join than leave", kind=_SEEN),
        *_unmoved("newsletter.subscribers", "as many leave as ever", part="left"),
        Truth("newsletter.open_rate", _UP, "a larger part is opened", kind=_SEEN),
        *_unmoved("newsletter.open_rate", "machines open as they did", kind=_SEEN, part="machines"),
        Truth("newsletter.clickers", _UP, "more readers click"),
        Truth("newsletter.process_transparency", _UP, "processes are shared earlier, and more of them"),
        Truth("newsletter.participation_items", _UP, "more meetings are announced", part="meetings"),
        *_unmoved("newsletter.participation_items", "one item of by-laws an issue", part="bylaws"),
    )


def _page() -> tuple[Truth, ...]:
    share = "facebook.follower_share"
    return (
        Truth(share, _UP, "fans, until they were no longer told", kind=_SEEN, generation=_FANS),
        Truth(share, _UP, "follows since: a line of its own", kind=_SEEN, generation=_FOLLOWS),
        *_unmoved(
            "facebook.engagement_rate",
            "of those reached as many react",
            kind=_SEEN,
            generation="facebook:reach",
        ),
        Truth("facebook.process_sharing", _UP, "more posts call on residents to influence a process"),
        Truth("facebook.resident_comments", _UP, "residents comment more", kind=_SEEN),
    )


def _groups() -> tuple[Truth, ...]:
    return (
        Truth("facebook.group_members", _UP, "the groups grow", kind=_SEEN),
        Truth("facebook.resident_posts", _UP, "residents post more", kind=_SEEN),
        Truth("facebook.peer_comments", _UP, "and answer each other more", kind=_SEEN),
        Truth("facebook.topics_answered", _UP, "more of what is asked is answered", kind=_SEEN),
        Truth(
            "facebook.officials_in_resident_groups", _UP, "officials come into residents' groups", kind=_KEPT
        ),
        Truth("facebook.business_ties", _UP, "the market of the orchard", kind=_KEPT, part="event"),
    )


def _around() -> tuple[Truth, ...]:
    brought = "brought_to_community"
    return (
        Truth("zoom.involvement", _UP, "a larger part writes in the chat"),
        Truth(f"newsletter.{brought}", _UP, "the newsletter brings more to meetings", kind=_TRACED),
        Truth(f"website.{brought}", _UP, "the site its part of more and more", kind=_TRACED),
        Truth("assets.brought_to_activities", _UP, "and so do they together", kind=_TRACED),
        Truth("newsletter.responses", _UP, "more register, and more write back", kind=_TRACED),
        Truth("policy.residents_in_spaces", _UP, "more residents are met, each once"),
        Truth(
            "policy.residents_in_spaces",
            _UP,
            "WhatsApp's groups grow",
            kind=_SEEN,
            part="whatsapp_members",
        ),
    )


def _app() -> tuple[Truth, ...]:
    return (
        Truth("app.active_residents", _UP, "more use the app"),
        Truth("app.completed_services", _UP, "more is paid in it", part="payments"),
        *_unmoved("app.community_spaces", "residents meet in nine spaces of it"),
    )
