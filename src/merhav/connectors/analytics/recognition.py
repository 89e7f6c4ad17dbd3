"""Whose report of web analytics a file is, by its first lines."""

import re

from merhav.connectors.heads import Head, plain_word
from merhav.connectors.people import INVISIBLE

from .ga4_blocks import Block, comment, named
from .ga4_words import PRODUCTS_OWN
from .ga4_words import meaning as of_google
from .matomo_words import meaning as of_matomo
from .meanings import Kind

_ANSWER = re.compile(r'"metric_?headers"\s*:', re.IGNORECASE)
_ANSWER_TOO = re.compile(r'"dimension_?headers"\s*:|"metric_?values"\s*:|analyticsData#', re.IGNORECASE)
_MATOMO = re.compile(r'"nb_(?:uniq_visitors|visits|actions|hits|pageviews)"\s*:')
_EMPTY_DAYS = re.compile(r'\s*+\{\s*+(?:"\d{4}-\d{2}-\d{2}"\s*+:\s*+\[\s*+\]\s*+,?\s*+){2,}')


def ga4_csv(head: Head) -> float:
    """By the comments above its tables in any language; without them by heads that only Google writes."""
    if block(head).is_proven:
        return 0.95
    for row in head.rows:
        if sum(plain_word(cell) in PRODUCTS_OWN for cell in row) and any(_is_number(cell) for cell in row):
            return 0.9
    return 0.0


def ga4_json(head: Head) -> float:
    found = head.is_json and _ANSWER.search(head.text) and _ANSWER_TOO.search(head.text)
    return 0.95 if found else 0.0


def matomo_json(head: Head) -> float:
    if not head.is_json:
        return 0.0
    if len(set(_MATOMO.findall(head.text))) > 1:
        return 0.95
    return 0.6 if _EMPTY_DAYS.match(head.text) else 0.0


def matomo_table(head: Head) -> float:
    """By the names of its interface, or by three of its numbers in one language."""
    first = next(iter(head.rows), [])
    if first and first[0].casefold().startswith("sep="):
        first = head.rows[1] if len(head.rows) > 1 else []
    known = {found.metric: cell for cell in first if (found := of_matomo(cell))}
    if any(cell.strip() == metric for metric, cell in known.items()):
        return 0.95 if len(known) > 1 else 0.6
    return 0.9 if len(known) > 2 and "nb_uniq_visitors" in known else 0.0


def block(head: Head) -> Block:
    """The comments at the head of a file, as far as they go without a table between."""
    found = Block()
    for line in head.lines:
        text = comment([line.translate(INVISIBLE).strip('" \r')])
        if text is None and line.strip():
            break
        if text:
            found.read(text)
    return found


def property_name(head: Head) -> str:
    """The property of a Google report: the last of the three names above its first table."""
    names = block(head).names
    return named(names[-1]) if names else ""


def _is_number(cell: str) -> bool:
    found = of_google(cell)
    return found is not None and found.kind in set(Kind)
