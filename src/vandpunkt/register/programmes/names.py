"""Finding a programme by whatever it is called: name, abbreviation, another name, or address."""

from __future__ import annotations

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.models import Programme


def named_programme(called: str) -> Programme:
    """The programme that is called so, whatever the case of the letters.

    Raises Problem, with the programmes that schools have had, where there is none.
    """
    wanted = " ".join(called.split()).casefold()
    programmes = Programme.objects.order_by("name")
    found = next((one for one in programmes if wanted in _names(one)), None)
    if found is None:
        had = programmes.filter(interventions__accepted_at__isnull=False).distinct()
        raise Problem(
            marked("Registret har inget program {programme}. Program som skolor har haft: {known}."),
            programme=called,
            known=", ".join(str(one) for one in had) or "–",
        )
    return found


def programme_slug(called: str) -> str:
    """The address of the programme that is called so. Raises Problem where there is none."""
    return named_programme(called).slug


def _names(programme: Programme) -> set[str]:
    names = (programme.name, programme.abbreviation, programme.slug, *programme.aliases)
    return {name.casefold() for name in names if name}
