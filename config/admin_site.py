"""Django's admin with the site's own name and sign-in."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from people.language import VISIT_PARAMETER
from people.permissions import enters_admin, signed_in


class HandbookAdminSite(AdminSite):
    """The admin, which only HR editors, publishers and staff and the administrator may enter."""

    site_header = _("Manage the handbooks")
    site_title = _("HR desk")
    index_title = _("HR desk")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return enters_admin(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        django_view = super().admin_view(view, cacheable)

        @wraps(view)
        def checked_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
                raise Http404  # PostgreSQL takes NUL in no text, and Django's lists ask it all the same
            if VISIT_PARAMETER in request.GET:  # it has chosen the language; a list would take it for a filter
                parameters = request.GET.copy()
                del parameters[VISIT_PARAMETER]
                vars(request)["GET"] = parameters
            return django_view(request, *args, **kwargs) if self.has_permission(request) else self.login(request)

        return checked_view

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The front page: HR's open tasks, the handbooks, links to all other pages, and what the visitor did last."""
        from backoffice.dashboard import hr_tasks, own_events  # the admin site is imported before the models are
        from backoffice.desk import front_page

        own = {"own_events": own_events(signed_in(request))} | front_page(request, self.get_app_list(request))
        return super().index(request, hr_tasks(request.user) | own | (extra_context or {}))

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        """Lead to the front page, which has the lists of every app in groups."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Django's list, with the question that a page answers where its `name_at_the_desk` has one."""
        apps: list[Any] = super().get_app_list(request, app_label)
        for page in (page for app in apps for page in app["models"]):
            page["name"] = getattr(self._registry[page["model"]], "name_at_the_desk", page["name"])
        return apps

    def get_urls(self) -> list[Any]:
        """Without Django's `r/<kind>/<key>/`: no page links to it."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Redirect to the one page of the whole site to change one's own password, which puts it on record."""
        return redirect("people:change_password")

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the one sign-in of the whole site. A signed-in visitor who reaches this may not enter."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path())
