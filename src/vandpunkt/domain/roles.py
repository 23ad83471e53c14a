"""The roles that people have in an installation."""

from __future__ import annotations

from enum import Enum

from vandpunkt.domain.problems import marked


class Role(Enum):
    """A role; its value is the name in code, database and access table. `title` is the Swedish name."""

    ADMINISTRATOR = "administrator"
    CASE_OFFICER = "case_officer"
    AREA_HEAD = "area_head"
    COORDINATOR = "coordinator"
    HEAD_TEACHER = "head_teacher"
    ANALYST = "analyst"
    BOARD_MEMBER = "board_member"

    @property
    def title(self) -> str:
        """The role's name in Swedish."""
        return _TITLES[self]


_TITLES = {
    Role.ADMINISTRATOR: marked("Administratör"),
    Role.CASE_OFFICER: marked("Handläggare"),
    Role.AREA_HEAD: marked("Grundskolechef"),
    Role.COORDINATOR: marked("Grundskolesamordnare"),
    Role.HEAD_TEACHER: marked("Rektor"),
    Role.ANALYST: marked("Analytiker"),
    Role.BOARD_MEMBER: marked("Nämndledamot"),
}
