"""No sentence is written by itself that is not in the public list, with its rule."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import vandpunkt
from tests.cases.test_any_case import NAMES, cases
from vandpunkt.cases.answer import build_answer
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.sentence_list import WRITING, listed_sentences, modules_of, rules, sections
from vandpunkt.cases.support import wording
from vandpunkt.documents.tree import Document, Figure, Heading, Paragraph
from vandpunkt.documents.walk import runs
from vandpunkt.domain.sentence_rules import listening

SOURCE = Path(vandpunkt.__file__).parent
NOT_DOCUMENTS = {
    "reminders": "letters to those who work with the product",
    "promise_letters": "letters",
    "letters": "letters",
    "replies": "letters",
    "notice": "letters",
}
"""Modules whose sentences stand in no document, and why; so do those of the demo, which are made up."""
TOLD = {"Problem", "FieldProblem", "marked", "gettext", "gettext_lazy", "_", "ValueError", "AssertionError"}
"""Calls whose text a person meets in a form or on a page, not in a document."""
SENTENCE = re.compile(r"[A-ZÅÄÖ«{][^.]*\s[^.]*\s[^.]*[.!?]$", re.S)


def written_sentences(path: Path) -> Iterator[tuple[str, str]]:
    """Each text in a module that is a Swedish sentence, with the function that it stands in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _within(tree, "", told=False)


def _within(node: ast.AST, function: str, *, told: bool) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        inside, name = told, function
        if isinstance(child, ast.FunctionDef):
            name = function or child.name
            for part in child.body:
                yield from _within(ast.Module([part], []), name, told=told)
            continue
        if isinstance(child, ast.Call):
            called = child.func
            inside |= (
                called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            ) in TOLD
        text = _text(child)
        if text and not inside and SENTENCE.match(text.strip()):
            yield name, text
        elif not isinstance(child, ast.JoinedStr):
            yield from _within(child, name, told=inside)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def writing_modules() -> list[Path]:
    """The files of every module that may write into a document."""
    names = [module for package in WRITING for module in modules_of(package)]
    specs = [importlib.util.find_spec(name) for name in names]
    return sorted({Path(spec.origin) for spec in specs if spec and spec.origin})


def test_no_function_that_writes_a_sentence_is_outside_the_list() -> None:
    listed = {rule.name.removeprefix("site_") for rule in rules()}
    outside = [
        f"{path.relative_to(SOURCE)}: {function or 'the module'} writes «{text}»"
        for path in writing_modules()
        if path.stem not in NOT_DOCUMENTS and not path.stem.startswith("demonstration")
        for function, text in written_sentences(path)
        if function not in listed
    ]
    assert outside == []


def test_every_rule_has_a_trigger_in_plain_swedish_and_an_example() -> None:
    for one in listed_sentences():
        assert one.rule.when.endswith("."), one.rule.name
        assert len(one.rule.when) <= 250, one.rule.name
        assert one.example, one.rule.name


def test_the_list_is_searched_by_words_of_name_rule_and_example() -> None:
    found = sections("skolan avböjde")
    assert [one.rule.name for part in found for one in part.sentences] == ["declined"]
    assert sections("ingen mening har de här orden") == ()


@given(cases())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_register_holds_an_answer_writes_no_sentence_without_a_rule(case: CaseContent) -> None:
    with listening() as heard:
        document = build_answer(case, NAMES)
    assert {name for name, _ in heard} <= {rule.name for rule in rules()}
    assert unexplained(document, case, [text for _, text in heard]) == []


def unexplained(document: Document, case: CaseContent, heard: list[str]) -> list[str]:
    """Texts that are neither a sentence by a rule, nor the officer's, nor the register's own words."""
    given = {one for text in case.own_texts.values() for one in text.strip().split("\n\n")}
    given |= {wording(row, NAMES) for school in case.schools for row in school.interventions}
    given |= {f"{school.name}{sign} " for school in case.schools for sign in ".:"} | set(case.attachments)
    left = []
    for block in document.blocks:
        if isinstance(block, Heading):
            continue
        texts = [block.alternative_text] if isinstance(block, Figure) else []
        texts += [run.text for run in runs(block)] if isinstance(block, Paragraph) else []
        for text in texts:
            rest = text
            for said in sorted({*heard, *given}, key=len, reverse=True):
                if said:
                    rest = rest.replace(said, "")
            if rest.strip(" "):
                left.append(text)
    return left


@pytest.mark.parametrize("name", ["past_support", "site_below_line", "speaks_for"])
def test_a_sentence_is_found_by_the_name_of_its_function(name: str) -> None:
    assert name in {rule.name for rule in rules()}
