from django.urls import path

from . import hook_views, views

urlpatterns = [
    path("", views.connections, name="connections"),
    path("zoom/", hook_views.zoom_hooks, name="zoom_hooks"),
    path("new/<slug:slug>/", views.connect, name="connect"),
    path("<int:number>/ask/", views.ask, name="ask_connection"),
    path("<int:number>/pause/", views.pause, name="pause_connection"),
    path("<int:number>/close/", views.close, name="close_connection"),
]
public = [path("<int:number>-<slug:sign>/", hook_views.hook, name="hook")]
