from django.urls import path

from . import views

urlpatterns = [
    path("", views.minutes, name="minutes"),
    path("<int:number>/", views.one, name="minute_link"),
    path("<int:number>/enter/", views.enter, name="enter_minute"),
    path("<int:number>/sheet/", views.sheet, name="minute_sheet"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw_minute"),
]
