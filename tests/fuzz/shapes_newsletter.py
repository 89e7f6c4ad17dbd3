"""Shapes of what tells of a newsletter: Mailchimp, MailerLite, any system's tables, mail that came back."""

from tests.connectors import test_delivery_reports as delivery
from tests.connectors import test_mailchimp_audience as audience
from tests.connectors import test_mailchimp_campaigns as campaigns
from tests.connectors import test_newsletter_items as items
from tests.connectors import test_newsletter_machines as machines
from tests.connectors import test_newsletter_table as table
from tests.connectors.chats import zipped
from tests.fuzz.seed import Seed, seed

_SENT = {"date_order": "dmy", "issues_since": "2026-01-01"}
_MAILBOX = delivery.mailbox(
    delivery.standard(), delivery.PROSE, delivery.ON_LEAVE, delivery.standard(day="23")
)
_FOLDER = {f"{number}.eml": text for number, text in enumerate((delivery.standard(), delivery.PROSE))}


def _packed(files: dict[str, str]) -> bytes:
    with zipped(dict(files)).open() as whole:
        return whole.read()


SEEDS: tuple[Seed, ...] = (
    seed("mailchimp_audience", "subscribed.csv", audience.SUBSCRIBED, exported_on="2026-04-01"),
    seed("mailchimp_audience", "unsubscribed.csv", audience.UNSUBSCRIBED),
    seed("mailchimp_audience", "cleaned.csv", audience.CLEANED.encode("utf-16")),
    seed("mailchimp_campaigns", "campaigns.csv", campaigns.LIST, opens_include_machines="yes"),
    seed("mailchimp_campaigns", "campaigns.csv", campaigns.MACHINES, opens_include_machines="no"),
    *(
        seed("mailchimp_campaigns", "report.csv", text)
        for text in (campaigns.SINGLE, campaigns.TEST, campaigns.MAILERLITE)
    ),
    *(seed("newsletter_table", "issues.csv", head + table.MARCH * 2, **_SENT) for head in table.ISSUES.values()),
    seed("newsletter_table", "events.csv", table.EVENTS, **_SENT),
    seed("newsletter_table", "events.csv", table.EVENTS.replace(",", "\t").encode("utf-16"), **_SENT),
    seed("newsletter_table", "recipients.csv", table.BREVO, **_SENT),
    seed("newsletter_table", "events.csv", machines.PROXIED, image_proxies="people", **_SENT),
    *(
        seed("newsletter_items", "items.csv", text, **_SENT)
        for text in (items.TABLE, items.HEBREW, items.ARABIC, items.RUSSIAN)
    ),
    seed("delivery_reports", "bounce.eml", delivery.standard()),
    seed("delivery_reports", "bounce.eml", delivery.PROSE),
    seed("delivery_reports", "returned.mbox", _MAILBOX, reports_since="2026-01-01"),
    seed("delivery_reports", "returned.zip", _packed(_FOLDER)),
)  # fmt: skip
