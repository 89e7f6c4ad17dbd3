from django.urls import path

from .views import bundles, imports, problems

urlpatterns = [
    path("", imports.imports, name="imports"),
    path("bundle/<slug:code>/", bundles.bundle, name="bundle"),
    path("bundle/<slug:code>/apply/", bundles.apply, name="apply_bundle"),
    path("bundle/<slug:code>/leave/", bundles.leave, name="leave_bundle"),
    path("bundle/<slug:code>/undo/", bundles.undo, name="undo_bundle"),
    path("<slug:batch>/", imports.one, name="import"),
    path("<slug:batch>/read/", imports.read, name="read_import"),
    path("<slug:batch>/apply/", imports.apply, name="apply_import"),
    path("<slug:batch>/leave/", imports.leave, name="leave_import"),
    path("<slug:batch>/again/", imports.again, name="import_again"),
    path("<slug:batch>/undo/", imports.undo, name="undo_import"),
    path("<slug:batch>/problems.csv", problems.problems, name="problems"),
]
