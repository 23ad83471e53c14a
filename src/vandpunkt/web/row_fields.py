"""Rows of a form: a few fields side by side, on as many lines as there is something to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem
from vandpunkt.web.fields import whole_number

SPARE, MORE, MOST = 2, 3, 100
MORE_NAME = "more"
Row = Mapping[str, str]


@dataclass(frozen=True)
class RowPart:
    """One field of a row; with `choices`, value and label, it is chosen, and `long` gives it lines."""

    name: str
    label: Any
    long: bool = False
    wide: bool = False
    choices: tuple[tuple[str, Any], ...] = ()
    suggestions: str = ""


class RowsWidget(forms.Widget):
    """The lines that are written, and a few to spare. Each field is named by the line and its part."""

    template_name = "web/rows_widget.html"
    rows = True

    def __init__(self, parts: Sequence[RowPart]) -> None:
        super().__init__()
        self.parts = tuple(parts)

    def use_required_attribute(self, initial: Any) -> bool:
        """No line has to be written."""
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        """The lines as sent, with a few more where the person asked for room.

        Lines that stand in the data as a list were taken over from somebody else's change.
        """
        taken = data.get(name)
        if isinstance(taken, list):
            return taken
        lines: list[Row] = [
            {part.name: data.get(f"{name}-{line}-{part.name}", "") for part in self.parts}
            for line in range(min(whole_number(data.get(f"{name}-rows")), MOST))
        ]
        if MORE_NAME in data:
            lines += [self._blank()] * min(MORE, MOST - len(lines))
        return lines

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The lines with their fields, for the template."""
        lines = list(value or [])
        lines += [self._blank()] * (SPARE - sum(is_blank(one) for one in lines))
        context: dict[str, Any] = super().get_context(name, None, attrs)
        context["count"] = len(lines)
        context["lines"] = [
            (
                number,
                [(part, f"{name}-{number - 1}-{part.name}", line.get(part.name, "")) for part in self.parts],
            )
            for number, line in enumerate(lines, 1)
        ]
        return context

    def _blank(self) -> Row:
        return {part.name: "" for part in self.parts}


class RowsField(forms.Field):
    """Rows as values: `read` makes one of the texts of a line, `write` the texts of one."""

    def __init__(
        self,
        parts: Sequence[RowPart],
        *,
        read: Callable[[Row], Any],
        write: Callable[[Any], Row],
        **arguments: Any,
    ) -> None:
        super().__init__(widget=RowsWidget(parts), required=False, **arguments)
        self.read, self.write = read, write

    def to_python(self, value: Any) -> tuple[Any, ...]:
        """The lines that something is written on. What cannot be read is told with the number of the line."""
        found, problems = [], []
        for number, line in enumerate(value or [], 1):
            if is_blank(line):
                continue
            try:
                found.append(self.read({name: text.strip() for name, text in line.items()}))
            except Problem as problem:
                problems.append(
                    _("Rad {number}: {problem}").format(number=number, problem=problem.sentence(_))
                )
        if problems:
            raise ValidationError(problems)
        return tuple(found)

    def prepare_value(self, value: Any) -> Any:
        """The texts of each line, and what was typed as it was typed."""
        return [self.write(one) for one in value] if isinstance(value, tuple) else value


class FormWithRows(forms.Form):
    """A form in which «more rows» shows the form again as it is typed, with no fault found in it."""

    @property
    def has_rows(self) -> bool:
        """Whether there are rows to ask for more of."""
        return any(isinstance(field, RowsField) for field in self.fields.values())

    def full_clean(self) -> None:
        """Find no fault while the person only wants more room."""
        if MORE_NAME in self.data:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        """Whether the form can be saved: never while more room is asked for."""
        return MORE_NAME not in self.data and super().is_valid()


def is_blank(line: Row) -> bool:
    """Whether nothing is written on a line; what is chosen by itself does not count as written."""
    return not any(text.strip() for text in line.values())
