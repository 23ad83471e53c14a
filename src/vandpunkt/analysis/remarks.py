"""What a person must know about a result: plain Swedish sentences with a code that programs can test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Remark:
    """A sentence with placeholders, written inside `marked(…)`, and the values that fill them in.

    The value called `name` is what a column of the intake is called, and is translated with the sentence.
    """

    code: str
    text: str
    values: dict[str, object] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The whole sentence, in Swedish or in the language that `translate` gives."""
        named = {"name": translate(str(self.values["name"]))} if "name" in self.values else {}
        return translate(self.text).format(**{**self.values, **named})
