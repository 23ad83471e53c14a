"""What a person is told when something cannot be used."""

from __future__ import annotations

from vandpunkt.domain.problems import Named, Problem, marked


class TestProblems:
    def test_marking_a_sentence_changes_nothing(self) -> None:
        assert marked("Filen {file} saknas.") == "Filen {file} saknas."

    def test_the_sentence_is_filled_in(self) -> None:
        assert str(Problem("Filen {file} saknas.", file="a.csv")) == "Filen a.csv saknas."

    def test_the_sentence_is_translated_before_it_is_filled_in(self) -> None:
        english = {"Filen {file} saknas.": "The file {file} is missing."}
        assert Problem("Filen {file} saknas.", file="a.csv").sentence(english.__getitem__) == (
            "The file a.csv is missing."
        )

    def test_names_that_fill_it_in_are_translated_with_it(self) -> None:
        english = {"Är: {state}.": "Is: {state}.", "Inkommet": "Received", "Bereds": "Drafted"}
        problem = Problem("Är: {state}.", state=Named("Inkommet", "Bereds", small=True))
        assert str(problem) == "Är: inkommet, bereds."
        assert problem.sentence(english.__getitem__) == "Is: received, drafted."

    def test_a_brace_in_a_value_does_no_harm(self) -> None:
        assert str(Problem("«{text}» är fel.", text="{0}{x}")) == "«{0}{x}» är fel."
