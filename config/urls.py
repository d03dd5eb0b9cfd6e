from django.contrib import admin
from django.urls import include, path

from config import health

handler400 = "config.error_views.bad_request"
urlpatterns = [
    path("", include("courses.urls")),
    path("", include("handbook.public.urls")),
    path("", include("people.urls")),
    path("", include("reports.urls")),
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
