"""The access log of the site's web server."""

from collections.abc import Iterator
from typing import ClassVar

from merhav.connectors.base import Connector, Item, Question, Report, Told
from merhav.connectors.files import Source
from merhav.connectors.heads import Head
from merhav.connectors.people import Pseudonyms
from merhav.connectors.residents import ResidentRule
from merhav.connectors.weblog.counting import Count
from merhav.connectors.weblog.recognition import site, sure
from merhav.connectors.weblog.requests import path_of
from merhav.connectors.weblog.spans import at
from merhav.connectors.weblog.telling import Telling
from merhav.connectors.weblog.told import ASKS, SERVICES, services
from merhav.core.text import Text, _
from merhav.facts.rows import Row
from merhav.facts.words import Asset

VISIT = "View/page"
_SUMS = ("visitors", "visits", "engaged_seconds", "page_views")


class AccessLog(Connector):
    """Visits of people to the site, from what its server writes down of every request.

    A page view is a GET that was answered with a page, by whoever is no robot. A visit is the page views of one
    browser (address and agent) with less than half an hour between them; its duration, in seconds, goes from the first
    to the last, as web analytics have it. Whoever stands behind one address with the same browser is one visitor; who
    changes networks is two.

    Daily files of one month can be brought in one by one: visits and their sums add up, and a file that comes again adds
    nothing. How many different people came in a month is told only by a file that holds all of it.
    """

    slug = "access_log"
    asset = Asset.WEBSITE
    title = _("Access log of the site")
    reads: ClassVar[Text] = _(
        "The log of a web server (Apache, nginx, IIS, Caddy, Traefik), a load balancer or CloudFront, packed or not."
    )
    how: ClassVar[tuple[Text, ...]] = (
        _(
            "Ask whoever runs the site's server for its access log: on Linux /var/log/apache2/access.log or"
            " /var/log/nginx/access.log, on Windows the folder C:\\inetpub\\logs\\LogFiles; in the cloud the storage to which"
            " the load balancer or CloudFront writes its logs."
        ),
        _(
            "Servers put the log away every day or week. Put the files of a whole month together into one, from the first day"
            " to the last, so that different visitors can be counted: cat access.log.*.gz > month.gz, or on Windows"
            " copy /b u_ex*.log month.log."
        ),
        _("Give the file as it is, packed or not."),
    )
    suffixes = (".log", ".gz", ".bz2", ".txt", ".json", ".jsonl", ".zip")
    asks: ClassVar[tuple[Question, ...]] = ASKS
    tells = (VISIT, *_SUMS, *(f"service_users_{service}" for service in SERVICES))

    def recognises(self, head: Head) -> float:
        return sure(head)

    def space_in(self, head: Head) -> str:
        return site(head)

    def items(self, source: Source, told: Told, report: Report) -> Iterator[Item]:
        """`at` (UTC), `address`, `agent`, `method`, `path`, `status`; `left_out`: why it is no page view, or None;
        `services`: those to which the page belongs. One for each request.
        """
        for (moment, address, agent, request, status), reason, used in Count(
            source, services(told), report
        ).judged():
            method, _blank, rest = request.decode("utf-8", "replace").partition(" ")
            yield {
                "at": at(moment).isoformat(),
                "address": address.decode("latin-1"),
                "agent": agent.decode("latin-1"),
                "method": method,
                "path": path_of(request).decode("utf-8", "replace") or rest,
                "status": status.decode("latin-1"),
                "left_out": reason,
                "services": list(used),
            }

    def rows(self, source: Source, told: Told, people: Pseudonyms, report: Report) -> Iterator[Row]:
        """For each visit a View of a page, and one for each service used in it (topic); then the sums, scaled by the
        residents' share where it is told: visits, seconds and page views by the hour, different visitors by the month.
        """
        paths = services(told)
        count = Count(source, paths, report)
        rule = ResidentRule.told(told)
        telling = Telling(people, rule, count.spans)
        for visit in count.visits():
            yield from telling.visit(visit)
        report.notes.extend(_lacking(telling, with_services=bool(paths)))
        yield from telling.sums()
        yield from telling.coverage(" ".join(_tells(rule, tuple(paths))))


def _tells(rule: ResidentRule, services: tuple[str, ...]) -> tuple[str, ...]:
    """Visits one by one; and sums, which a share may scale, where residents are not known by their networks."""
    if rule.networks:
        return (VISIT,)
    return (VISIT, *_SUMS, *(f"service_users_{service}" for service in services))


def _lacking(telling: Telling, *, with_services: bool) -> Iterator[Text]:
    """What the file, or what was told of it, leaves open."""
    partial = sorted(telling.partial())
    if partial:
        yield _(
            "Of %(months)s the file holds a part: the number of different visitors is left out, for it can only be counted"
            " in a file of the whole month.",
            months=", ".join(map(str, partial[:12])),
        )
    if not with_services:
        yield _(
            "Which pages serve to pay, to register, to stay informed or to ask was not told; their users are not counted."
        )
