"""Every sentence about what became of what an earlier answer said was planned, each with its rule."""

from __future__ import annotations

from vandpunkt.domain.dates import print_date
from vandpunkt.follow_up.promises import DONE, NOT_DONE, RUNNING, PromiseRow


def introduction(dnrs: tuple[str, ...]) -> str:
    """Opens the section: which earlier answers the items stood in."""
    where = "svaret" if len(dnrs) == 1 else "svaren"
    return f"I {where} {', '.join(dnrs)} stod det vad som planerades. Här står vad som blev av det."


def planned(row: PromiseRow) -> str:
    """The earlier sentence in its own words, with the last term that it was planned for."""
    return f"«{row.sentence.rstrip(' .')}», planerat till och med {row.due}: "


def outcome(row: PromiseRow) -> str:
    """What became of it. Done, running, not done and why; an unanswered one is said to be unanswered."""
    if row.status == DONE:
        return "genomfört."
    if row.status == RUNNING:
        return "pågår."
    if row.status == NOT_DONE:
        return f"inte genomfört. {_sentence(row.reason)}"
    return "det är inte besvarat ännu."


def why(row: PromiseRow) -> str:
    """Adds what was told of something done or running; "" where nothing was."""
    return _sentence(row.reason) if row.status in (DONE, RUNNING) and row.reason else ""


def label(row: PromiseRow) -> str:
    """The source in one line, for the list of sources."""
    answered = f", besvarat {print_date(row.answered_at.date())}" if row.answered_at else ", obesvarat"
    return f"Löfte {row.id} i svaret {row.dnr}{answered}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip(' .')}."
