"""What every page is told of the site it belongs to and of the person reading."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vandpunkt.domain.roles import Role
from vandpunkt.web.access import readers, roles_of
from vandpunkt.web.access_table import ACCESS


def site(request: HttpRequest) -> dict[str, Any]:
    """The organiser, the languages, who may see the page, and the roles of the person reading."""
    user = getattr(request, "user", None)
    roles = roles_of(user) if user is not None and user.is_authenticated else frozenset()
    match = request.resolver_match
    rule = ACCESS.get(match.url_name or "") if match and not match.namespaces else None
    return {
        "organiser": settings.ORGANISER.get("name", ""),
        "languages": settings.LANGUAGES,
        "readers": readers(rule) if rule else "",
        "role_titles": ", ".join(_(role.title).lower() for role in Role if role in roles),
        "handles_cases": bool(roles & {Role.ADMINISTRATOR, Role.CASE_OFFICER}),
        "is_public": settings.PUBLIC,
        "is_administrator": Role.ADMINISTRATOR in roles,
        "is_staff_reader": bool(roles - {Role.BOARD_MEMBER}),
    }
