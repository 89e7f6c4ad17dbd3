from django.urls import path

from .views import sources

urlpatterns = [
    path("", sources.sources, name="sources"),
    path("all.csv", sources.sources_csv, name="sources_csv"),
]
