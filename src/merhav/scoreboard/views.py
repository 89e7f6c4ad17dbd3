from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from merhav.authorities.access import authority_of
from merhav.indicators.definition import Outcome
from merhav.indicators.registry import indicators

from . import boards
from .exports import csv_lines, rows
from .pages import page
from .words import OUTCOME_LINES, OUTCOMES


@require_GET
def measures(request: HttpRequest) -> HttpResponse:
    """Is it rising? The board of one outcome, and how all five stand."""
    authority = authority_of(request)
    outcome = _outcome(request.GET.get("outcome", Outcome.SPACES.value))
    board = boards.board(authority)
    shown = boards.families(board, outcome, boards.levels(authority))
    context = {
        "outcome": outcome,
        "outcome_line": OUTCOME_LINES[outcome],
        "answer": boards.answer([row for family in shown for row in family.rows]) if shown else "",
        "outcomes": [{"tally": tally, "name": OUTCOMES[tally.outcome]} for tally in boards.tallies(board)],
        "families": shown,
        "measured_at": boards.measured_at(authority),
        "month": boards.spoken_of(board),
    }
    return render(request, "scoreboard/measures.html", context)


def _outcome(value: str) -> Outcome:
    try:
        return Outcome(value)
    except ValueError:
        raise Http404 from None


@require_GET
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator: what it says, on what it rests, how we know."""
    found = indicators().get(slug)
    if found is None:
        raise Http404
    return render(request, "scoreboard/indicator.html", {"page": page(authority_of(request), found)})


@require_GET
def export(request: HttpRequest, slug: str | None = None) -> StreamingHttpResponse:
    """The readings as CSV: of one indicator, or of all."""
    if slug is not None and slug not in indicators():
        raise Http404
    lines = csv_lines(rows(authority_of(request), slug))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug or "measures"}.csv"'
    return response
