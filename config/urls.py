from django.urls import include, path

from config import health

urlpatterns = [
    path("", include("people.urls")),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
