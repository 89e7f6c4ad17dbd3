"""The lines of a file that were not understood, as a file for a spreadsheet."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from merhav.assets import problems as listed
from merhav.core.spreadsheets import csv_lines
from merhav.core.text import Refusal

from .owned import import_of


@require_http_methods(["GET", "POST"])
def problems(request: HttpRequest, batch: str) -> HttpResponseBase:
    """Line and reason of each; how it begins only for the page that holds the key, until the file is decided on."""
    import_ = import_of(request, batch)
    if request.method == "GET":
        return _file(batch, _reasons(batch))
    try:
        return _file(batch, _beginnings(batch, request.POST.get("key", "")))
    except Refusal as refusal:
        messages.error(request, refusal.text.translated(gettext))
        return redirect("import", batch=import_.batch)


def _reasons(batch: str) -> Iterator[Sequence[object]]:
    yield _("Line"), _("Why")
    for line, why in listed.reasons(batch):
        yield line, why.translated(gettext)


def _beginnings(batch: str, key: str) -> Iterator[Sequence[object]]:
    found = listed.with_beginnings(batch, key)
    first = next(found, None)  # a key that is not the page's is refused here, before the answer begins
    head = (_("Line"), _("Why"), _("It begins"))
    lines = (
        (one.line, one.why.translated(gettext), one.excerpt) for one in chain([first] if first else [], found)
    )
    return chain([head], lines)


def _file(batch: str, rows: Iterator[Sequence[object]]) -> StreamingHttpResponse:
    lines = csv_lines(_spoken(rows, get_language()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="problems-{batch}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _spoken(rows: Iterator[Sequence[object]], language: str | None) -> Iterator[Sequence[object]]:
    """The rows are drawn after the request is over, in its language still."""
    with override(language):
        yield from rows
