"""Every address of the site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from merhav.connections.urls import public as hooks
from merhav.counter.urls import public as counters
from merhav.desk import views as desk
from merhav.minutes import views as minutes

urlpatterns = [
    path("", desk.front, name="front"),
    path("sign-in/", desk.SignIn.as_view(), name="sign_in"),
    path("sign-out/", desk.SignOut.as_view(), name="sign_out"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("measures/", include("merhav.scoreboard.urls")),
    path("import/", include("merhav.assets.urls")),
    path("sources/connections/", include("merhav.connections.urls")),
    path("sources/counter/", include("merhav.counter.urls")),
    path("c/", include(counters)),
    path("hooks/", include(hooks)),
    path("sources/minutes/", include("merhav.minutes.urls")),
    path("sources/", include("merhav.assets.source_urls")),
    path("m/<int:number>-<slug:sign>/", minutes.fill, name="fill_minute"),
]

handler403 = "merhav.desk.views.forbidden"
handler404 = "merhav.desk.views.not_found"
handler500 = "merhav.desk.views.broken"
