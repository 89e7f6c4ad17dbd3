from django.urls import path

from . import views

urlpatterns = [path("", views.counters, name="counters")]
public = [
    path("<int:number>-<slug:sign>.js", views.script, name="counter_script"),
    path("<int:number>-<slug:sign>/", views.beacon, name="counter_beacon"),
]
