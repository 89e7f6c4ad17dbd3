from django.urls import path

from .views import residents, sources

urlpatterns = [
    path("", sources.sources, name="sources"),
    path("residents/", residents.residents, name="residents"),
    path("all.csv", sources.sources_csv, name="sources_csv"),
]
