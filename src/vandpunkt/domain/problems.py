"""What a person is told when something given to the product cannot be used."""

from __future__ import annotations

from collections.abc import Callable


def marked(text: str) -> str:
    """Mark a Swedish sentence for the translation catalogue; returns it unchanged."""
    return text


class Named:
    """Marked words that fill in a problem's sentence and are translated with it: a state, a move, or several.

    `small` writes them with small letters, as within a sentence.
    """

    def __init__(self, *texts: str, small: bool = False) -> None:
        self.texts = texts
        self.small = small

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The words in order with commas between, in Swedish or in the language that `translate` gives."""
        told = ", ".join(map(translate, self.texts))
        return told.lower() if self.small else told

    def __str__(self) -> str:
        return self.sentence()


class Problem(Exception):
    """Something a person can understand and mend: what is wrong, where, and what to do.

    `text` is a Swedish sentence with `{name}` placeholders, written inside `marked(…)` where it is
    raised; the values fill them in. The faces translate the sentence before the values are filled in, and
    with it the values that are Named.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text, values)
        self.text = text
        self.values = values

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The whole message, in Swedish or in the language that `translate` gives."""
        values = {
            name: one.sentence(translate) if isinstance(one, Named) else one
            for name, one in self.values.items()
        }
        return translate(self.text).format(**values)

    def __str__(self) -> str:
        return self.sentence()


class FieldProblem(Problem):
    """A problem with one field of a form; `field` is its name."""

    def __init__(self, field: str, text: str, /, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field
