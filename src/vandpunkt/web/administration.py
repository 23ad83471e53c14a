"""The administration of the register: Django's own, for administrators alone, behind our own login."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from vandpunkt.web.access import may, refusal
from vandpunkt.web.access_table import ACCESS
from vandpunkt.web.sign_in.second_step import second_step_missing, to_second_step


class AdministrationSite(AdminSite):
    """Every page of it follows the rule `administration` of the access table."""

    site_header = gettext_lazy("Vändpunkt: registret")
    site_title = gettext_lazy("Vändpunkt")
    index_title = gettext_lazy("Registret")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person asking is an administrator, with the second step that the role may require."""
        return may(request, "administration") and not second_step_missing(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send who has not logged in to the login page, and tell who is no administrator why not."""
        if request.user.is_authenticated and second_step_missing(request):
            return to_second_step(request)
        if request.user.is_authenticated:
            raise PermissionDenied(refusal(ACCESS["administration"]))
        return redirect_to_login(request.GET.get("next") or request.get_full_path())
