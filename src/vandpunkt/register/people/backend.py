"""Who a session is of."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from vandpunkt.register.people.assignments import with_schools_of_area
from vandpunkt.register.rows_with import rows_with


class WithRoles(ModelBackend):
    """Accounts with a password here; who asks comes with roles and assignments, as every page needs them."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, None for one that is closed or gone. One query."""
        found = rows_with(User.objects.filter(pk=user_id), "groups", assignments=with_schools_of_area())
        return found[0] if found and self.user_can_authenticate(found[0]) else None
