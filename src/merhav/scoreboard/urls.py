from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views


class SlugConverter(StringConverter):
    """An indicator's slug: family and name with a dot between."""

    regex = r"[a-z]+\.[a-z_0-9]+"


register_converter(SlugConverter, "indicator")

urlpatterns = [
    path("", views.measures, name="measures"),
    path("all.csv", views.export, name="measures_csv"),
    path("<indicator:slug>.csv", views.export, name="indicator_csv"),
    path("<indicator:slug>/", views.indicator, name="indicator"),
]
