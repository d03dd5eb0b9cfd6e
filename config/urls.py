from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from config import health, logo

handler400 = "config.error_views.bad_request"
urlpatterns = [
    path("", include("courses.urls")),
    path("", include("handbook.public.urls")),
    path("", include("people.urls")),
    path("", include("reports.urls")),
    re_path(  # where the courses listed them; bookmarks lead on
        r"^admin/courses/withdrawnquestion/(?P<rest>.*)$",
        RedirectView.as_view(url="/admin/handbook/withdrawnquestion/%(rest)s", query_string=True),
        name="withdrawn_questions",
    ),
    path("admin/", admin.site.urls),
    path("logo/<str:name>", logo.show, name="logo"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
