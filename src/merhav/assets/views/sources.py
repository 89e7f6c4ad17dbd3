"""What feeds the measures, what is late, and how to get what is missing."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from merhav.assets import source_page
from merhav.assets.forms import DropForm
from merhav.assets.source_files import csv_of
from merhav.authorities.access import authority_of

from .imports import drop_box


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    authority = authority_of(request)
    page = {**drop_box(DropForm(), authority), **source_page.page(authority)}
    return render(request, "assets/sources.html", page)


@require_GET
def sources_csv(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_of(authority_of(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sources.csv"'
    return response
