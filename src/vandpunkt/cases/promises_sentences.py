"""Every sentence about what became of what an earlier answer said was planned, each with its rule."""

from __future__ import annotations

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.follow_up.promises import DONE, NOT_DONE, RUNNING, PromiseRow


@sentence(
    WrittenIn.ANSWER_PROMISES,
    "När ett tidigare svar om någon av skolorna sade vad som planerades, och terminen är slut eller "
    "någon har svarat.",
)
def promises_introduction(dnrs: tuple[str, ...]) -> str:
    """Opens the section: which earlier answers the items stood in."""
    where = "svaret" if len(dnrs) == 1 else "svaren"
    return f"I {where} {', '.join(dnrs)} stod det vad som planerades. Här står vad som blev av det."


@sentence(WrittenIn.ANSWER_PROMISES, "För varje sådan punkt: det tidigare svarets egna ord.")
def promised(row: PromiseRow) -> str:
    """The earlier sentence in its own words, with the last term that it was planned for."""
    return f"«{row.sentence.rstrip(' .')}», planerat till och med {row.due}: "


@sentence(
    WrittenIn.ANSWER_PROMISES,
    "För varje sådan punkt, efter vad den ansvarige har svarat. Utan svar står det att punkten inte är "
    "besvarad.",
)
def promise_outcome(row: PromiseRow) -> str:
    """What became of it. Done, running, not done and why; an unanswered one is said to be unanswered."""
    if row.status == DONE:
        return "genomfört."
    if row.status == RUNNING:
        return "pågår."
    if row.status == NOT_DONE:
        return f"inte genomfört. {_sentence(row.reason)}"
    return "det är inte besvarat ännu."


@sentence(
    WrittenIn.ANSWER_PROMISES,
    "När den ansvarige har skrivit något om en punkt som är genomförd eller pågår.",
)
def promise_reason(row: PromiseRow) -> str:
    """Adds what was told of something done or running; "" where nothing was."""
    return _sentence(row.reason) if row.status in (DONE, RUNNING) and row.reason else ""


def label(row: PromiseRow) -> str:
    """The source in one line, for the list of sources."""
    answered = f", besvarat {print_date(row.answered_at.date())}" if row.answered_at else ", obesvarat"
    return f"Löfte {row.id} i svaret {row.dnr}{answered}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip(' .')}."
