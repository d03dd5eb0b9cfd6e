"""Django's admin, as HR meets it: our name on it, our sign-in in front of it."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from people.permissions import enters_admin


class HandbookAdminSite(AdminSite):
    """For HR editors, publishers and staff, and the administrator. Nobody else enters."""

    site_header = _("Manage the handbooks")
    site_title = _("Manage")
    index_title = _("Manage")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return enters_admin(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return guarded(request, *args, **kwargs) if self.has_permission(request) else self.login(request)

        return door

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The front page, with what HR has to do."""
        from backoffice.dashboard import hr_tasks  # the site is there before its models are

        return super().index(request, hr_tasks(request.user) | (extra_context or {}))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """One sign-in for the whole site. Whoever is signed in already and still comes here may not enter."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path())
