from django.urls import path

from . import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("<slug:batch>/", views.one, name="import"),
    path("<slug:batch>/apply/", views.apply, name="apply_import"),
    path("<slug:batch>/leave/", views.leave, name="leave_import"),
    path("<slug:batch>/again/", views.again, name="import_again"),
    path("<slug:batch>/undo/", views.undo, name="undo_import"),
]
