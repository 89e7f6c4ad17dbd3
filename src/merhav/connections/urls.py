from django.urls import path

from . import views

urlpatterns = [
    path("", views.connections, name="connections"),
    path("new/<slug:slug>/", views.connect, name="connect"),
    path("<int:number>/ask/", views.ask, name="ask_connection"),
    path("<int:number>/pause/", views.pause, name="pause_connection"),
    path("<int:number>/close/", views.close, name="close_connection"),
]
