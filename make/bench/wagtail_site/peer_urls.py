from django.contrib.auth.views import LoginView
from django.urls import include, path
from wagtail import urls as wagtail_urls

urlpatterns = [path("sign-in/", LoginView.as_view(), name="wagtailcore_login"), path("", include(wagtail_urls))]
