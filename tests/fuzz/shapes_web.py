"""Shapes of what tells of a site: logs of many servers, reports of two counters and their interfaces, maps."""

import bz2
import gzip
import json

from tests.connectors.sitemaps import PAGES, urlset
from tests.connectors.test_ga4_api import BY_MONTH, answer, batch
from tests.connectors.test_ga4_report import LANGUAGES, SNAPSHOT, localised
from tests.connectors.test_matomo_export import DAYS, MONTHS, OF_JANUARY, PAGE_HEAD, PAGE_ROWS
from tests.connectors.web_reports import JANUARY, ga4, table, utf16
from tests.connectors.weblogs import DAY, FORMATS, combined, common
from tests.fuzz.seed import Seed, seed

_PATHS = {"paths_payment": "/pay/*", "resident_networks": "203.0.113.0/24"}
_SERVICES = {"service_payment": "/pay/*", "resident_share": "60"}
_SAVED = {"exported_on": "2026-03-22"}
_HOURS = table(("Date + hour", "Sessions", "Views"), *((f"2025010{day}08", 4, 9) for day in range(1, 8)))
_CHANGED = urlset(PAGES, dict.fromkeys(PAGES, "2026-03-02T10:00:00+02:00"))
_SNAKE = (
    json.dumps(BY_MONTH)
    .replace("dimensionHeaders", "dimension_headers")
    .replace("metricHeaders", "metric_headers")
)

SEEDS: tuple[Seed, ...] = (
    *(seed("access_log", "access.log", written(DAY), **_PATHS) for written in FORMATS.values()),
    seed("access_log", "access.log", common(DAY)),
    seed("access_log", "access.log.gz", gzip.compress(combined(DAY).encode(), mtime=0), **_PATHS),
    seed("access_log", "access.log.bz2", bz2.compress(combined(DAY).encode())),
    seed("ga4_report", "report.csv", JANUARY, **_SERVICES),
    seed("ga4_report", "report.csv", utf16(JANUARY), **_SERVICES),
    seed("ga4_report", "snapshot.csv", SNAPSHOT, resident_cities="Sderot"),
    seed("ga4_report", "hours.csv", ga4(_HOURS)),
    *(
        seed("ga4_report", "report.csv", localised(language, ",90,30,10.5", "/a,60,20,8.25", "/b,30,15,9.75"))
        for language in LANGUAGES
    ),
    seed("ga4_api", "report.json", BY_MONTH, resident_share="60"),
    seed("ga4_api", "report.json", batch(BY_MONTH, BY_MONTH)),
    seed("ga4_api", "report.json", utf16(_SNAKE)),
    seed("ga4_api", "report.jsonl", "\n".join(json.dumps(answer(("yearMonth",), ("sessions",), (month, 5))) for month in ("202501", "202502"))),
    seed("matomo_export", "visits.csv", utf16(MONTHS)),
    seed("matomo_export", "visits.tsv", MONTHS.replace(",", "\t"), resident_share="60"),
    seed("matomo_export", "visits.json", DAYS),
    seed("matomo_export", "pages.csv", table(PAGE_HEAD, *PAGE_ROWS), service_payment="/pay/*", **OF_JANUARY),
    seed("sitemap", "sitemap.xml", urlset(PAGES), **_SAVED),
    seed("sitemap", "sitemap.xml", _CHANGED, **_SAVED, service_pages="/he/*"),
    seed("sitemap", "sitemap.xml.gz", gzip.compress(_CHANGED.encode(), mtime=0), **_SAVED),
)  # fmt: skip
