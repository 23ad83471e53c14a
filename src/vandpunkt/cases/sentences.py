"""Every sentence that an answer can write by itself. Each function is one sentence and its rule.

The documents are Swedish whatever language the interface has, so these are not translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vandpunkt.cases.content import CaseContent, SenderContent, StepContent
from vandpunkt.cases.wording import inside_sentence, is_whole_sentence
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.periods import Period
from vandpunkt.domain.sentence_rules import WrittenIn, sentence


def lower_first(text: str) -> str:
    """The text with a small first letter, as a name of a board has inside a sentence."""
    return text[:1].lower() + text[1:]


def sender(one: SenderContent, *, in_full: bool) -> str:
    """A sender as the documents name them: «NN m.fl. (M)», in running text «NN med flera (M)»."""
    others = (" med flera" if in_full else " m.fl.") if one.et_al else ""
    return f"{one.name}{others}{f' ({one.party})' if one.party else ''}"


@sentence(WrittenIn.ANSWER_FRAME, "Alltid, under rubriken. Avsändarna nämns när de är införda i ärendet.")
def subtitle(case: CaseContent) -> str:
    """Stands under the title: what the statement is an answer to."""
    who = listed([sender(one, in_full=False) for one in case.senders])
    return f"Svar på {case.inquiry_kind}{f' från {who}' if who else ''}"


def inquiry_definite(case: CaseContent) -> str:
    """The inquiry in definite form: «skrivelsen», «interpellationen»."""
    endings = {"fråga": "frågan", "ledamotsinitiativ": "ledamotsinitiativet"}
    return endings.get(
        case.inquiry_kind,
        f"{case.inquiry_kind}n" if case.inquiry_kind.endswith("e") else f"{case.inquiry_kind}en",
    )


@sentence(WrittenIn.ANSWER_FRAME, "Alltid, som förvaltningens förslag till beslut.")
def proposal(case: CaseContent) -> str:
    """The proposed decision as the board would take it; stands alone."""
    return (
        f"{case.board} godkänner {lower_first(case.administration)}s tjänsteutlåtande "
        f"som svar på {inquiry_definite(case)}."
    )


@sentence(WrittenIn.ANSWER_FRAME, "Alltid, sist i svaret.")
def recommendation(case: CaseContent) -> str:
    """Closes the statement: the administration asks the board to take the proposed decision."""
    return (
        f"{case.administration} föreslår att {lower_first(case.board)} godkänner förvaltningens "
        f"tjänsteutlåtande som svar på {inquiry_definite(case)}."
    )


@sentence(
    WrittenIn.ANSWER_FRAME, "När handläggaren inte har skrivit sammanfattningen eller bakgrunden själv."
)
def received(case: CaseContent) -> str:
    """Opens summary and background where the officer has written nothing of their own."""
    who = listed([sender(one, in_full=True) for one in case.senders])
    article = "ett" if case.inquiry_kind == "ledamotsinitiativ" else "en"
    opening = f"{case.board} har tagit emot {article} {case.inquiry_kind}{f' från {who}' if who else ''}."
    asked = asked_about(case.questions)
    schools = listed([school.name for school in case.schools], "samt")
    named = f"De skolor som avses i {inquiry_definite(case)} är {schools}." if schools else ""
    return " ".join(filter(None, (opening, asked, named)))


@sentence(
    WrittenIn.ANSWER_FRAME,
    "När frågorna är införda i ärendet. En fråga som är en egen mening återges ordagrant.",
)
def asked_about(questions: Sequence[str]) -> str:
    """What is asked: as part of our sentence, or quoted where a question is a sentence of its own."""
    if not questions:
        return ""
    if not any(map(is_whole_sentence, questions)):
        return f"Frågorna handlar om {listed(list(map(inside_sentence, questions)), 'samt')}."
    quoted = listed([f"«{question}»" for question in questions], "samt")
    return f"{'Frågorna' if len(questions) > 1 else 'Frågan'} lyder {quoted}."


@sentence(
    WrittenIn.ANSWER_FRAME,
    "När ärendet har minst ett steg för beredning. Den första avdelningen bereder, de andra samverkar.",
)
def preparation(steps: Sequence[StepContent]) -> str:
    """Which departments have prepared the case, the first with the help of the others."""
    first, *others = [step.body for step in steps]
    together = f" i samverkan med {listed(others)}" if others else ""
    return f"Ärendet har beretts inom {first}{together}."


def _on(day: date | None) -> str:
    return f" {print_date(day)}" if day else ""


@sentence(
    WrittenIn.ANSWER_FRAME,
    "När ärendet har ett steg för facklig samverkan. «Har behandlats» när steget är gjort.",
)
def union_consultation(step: StepContent) -> str:
    """When the unions are consulted."""
    verb = "har behandlats" if step.done else "kommer att behandlas"
    return f"Ärendet {verb} i samverkan med {step.body}{_on(step.done or step.planned)}."


@sentence(
    WrittenIn.ANSWER_FRAME,
    "När ärendet har ett steg för ett råd. «Har fått möjlighet» när steget är gjort.",
)
def council(step: StepContent) -> str:
    """When an advisory council may treat the case."""
    verb = "har fått" if step.done else "kommer att få"
    day = step.done or step.planned
    meeting = f" vid sammanträdet{_on(day)}" if day else ""
    return f"{step.body[:1].upper()}{step.body[1:]} {verb} möjlighet att behandla ärendet{meeting}."


@sentence(
    WrittenIn.ANSWER_SUPPORT, "När registret har stöd till skolan som når in i de år som frågan gäller."
)
def past_support(school: str, window: Period) -> str:
    """Introduces the list of what a school was offered in the years asked about."""
    return f"På {school} har central förvaltning under {window} erbjudit stöd i form av:"


@sentence(
    WrittenIn.ANSWER_SUPPORT,
    "När registret inte har något sådant stöd till skolan. Det är inte detsamma som att inget har erbjudits.",
)
def no_past_support(school: str, window: Period) -> str:
    """Says that the register holds nothing, which is not the same as that nothing was offered."""
    return f"I registret finns inget stöd från central förvaltning till {school} under {window}."


@sentence(WrittenIn.ANSWER_SUPPORT, "När registret har planerat stöd till skolan för åren framåt.")
def planned_support(window: Period) -> str:
    """Introduces the list of what a school will be offered."""
    return f"Under {window}:"


@sentence(WrittenIn.ANSWER_SUPPORT, "När registret inte har något planerat stöd till skolan för åren framåt.")
def no_planned_support(window: Period) -> str:
    """Says that nothing is planned for a school, as far as the register knows."""
    return f"För {window} finns inget planerat stöd i registret."


@sentence(WrittenIn.ANSWER_FRAME, "När handläggaren inte har skrivit avsnittet om konsekvenser för barn.")
def consequences_missing(case: CaseContent) -> str:
    """The usual reason why an answer to an inquiry has no analysis of consequences for children."""
    article = "ett svar på en" if case.inquiry_kind != "ledamotsinitiativ" else "ett svar på ett"
    return (
        f"Då ärendet är {article} {case.inquiry_kind} gör förvaltningen ingen analys av ärendets "
        "konsekvenser för jämställdheten eller för barn och barns rättigheter."
    )
