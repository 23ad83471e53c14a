"""What the pages say of a school's standing, each sentence with its rule. In whole per cents."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vandpunkt.analysis.need import Need
from vandpunkt.domain.problems import marked
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.standing import Outlook, Place, SchoolStanding, Share

NEEDS = {
    Need.CERTAINLY_BELOW: marked("säkert under"),
    Need.PROBABLY_BELOW: marked("troligen under"),
    Need.CANNOT_TELL: marked("går inte att säga"),
    Need.NOT_BELOW: "",
}
_COUNTS = (
    marked("ingen"),
    marked("en"),
    marked("två"),
    marked("tre"),
    marked("fyra"),
    marked("fem"),
    marked("sex"),
    marked("sju"),
    marked("åtta"),
    marked("nio"),
    marked("tio"),
    marked("elva"),
    marked("tolv"),
)
_LEAST_TOLD = 0.01


def need_word(standing: SchoolStanding) -> str:
    """One of three words by the printed rule; "" for a school that is probably not below the line."""
    return word_of(standing.need)


def word_of(need: Need) -> str:
    """The word of a need, "" where none is used."""
    word = NEEDS[need]
    return _(word) if word else ""


@sentence(WrittenIn.SITE_STANDING, "När en nivå är uträknad för skolan.")
def probability_below(standing: SchoolStanding, threshold: float) -> str:
    """How probable it is that the underlying level lies below the line."""
    return _("Med {sure} % sannolikhet ligger den underliggande nivån under {line} %.").format(
        sure=_sure(standing.below_threshold), line=_whole(threshold)
    )


def need_explained(standing: SchoolStanding, threshold: float) -> str:
    """The probability of a school that a word of need is used of; "" for the others."""
    return "" if standing.need is Need.NOT_BELOW else probability_below(standing, threshold)


@sentence(
    WrittenIn.SITE_STANDING,
    "På skolans sida, när en nivå är uträknad. Orden följer samma regel som i svaret.",
)
def below_line(standing: SchoolStanding, threshold: float) -> str:
    """The probability, with the word that the rule gives it."""
    word = need_word(standing) or _("troligen inte under")
    so = _("Alltså: {word}.").format(word=word)
    return f"{probability_below(standing, threshold)} {so}"


@sentence(WrittenIn.SITE_STANDING, "När det är minst 1 procents sannolikhet att skolan hör till de lägsta.")
def among_lowest(place: Place | None, listed: int) -> str:
    """How sure it is that a school is among the lowest; "" where it hardly can be, or is not known."""
    if place is None or place.among_lowest < _LEAST_TOLD:
        return ""
    return _("Bland de {listed} lägsta med {sure} % sannolikhet.").format(
        listed=count_in_words(min(listed, place.of)), sure=_sure(place.among_lowest)
    )


@sentence(
    WrittenIn.SITE_STANDING,
    "När nivån är uträknad och skolan är en av våra. Platserna rymmer skolan med 90 procents sannolikhet.",
)
def place_among_own(place: Place, listed: int) -> str:
    """The range of places that holds a school with 90 %, counted from the lowest."""
    told = _("Räknat från den lägsta har skolan troligen plats {low} till {high} av våra {of}.").format(
        low=place.low, high=place.high, of=place.of
    )
    return f"{told} {among_lowest(place, listed)}".strip()


@sentence(
    WrittenIn.SITE_STANDING,
    "När en nivå är uträknad. Intervallet rymmer nivån med 90 procents sannolikhet.",
)
def underlying_level(standing: SchoolStanding) -> str:
    """The range that holds the underlying level with 90 %."""
    return _("Den underliggande nivån ligger troligen mellan {range} procent.").format(
        range=range_in_words(standing.latest.underlying)
    )


@sentence(
    WrittenIn.SITE_STANDING,
    "När en nivå är uträknad. «Högre» eller «lägre» bara när hela 90-procentsintervallet ligger på ena "
    "sidan.",
)
def against_intake(standing: SchoolStanding) -> str:
    """The underlying level against the expected one; told as different where the 90 % range leaves 0 out."""
    expected = _whole(standing.latest.expected.mean)
    if standing.latest.difference.low_90 > 0:
        return _("Nivån är högre än de {expected} procent som elevunderlaget låter oss vänta.").format(
            expected=expected
        )
    if standing.latest.difference.high_90 < 0:
        return _("Nivån är lägre än de {expected} procent som elevunderlaget låter oss vänta.").format(
            expected=expected
        )
    return _("Elevunderlaget låter oss vänta {expected} procent; skillnaden kan vara slump.").format(
        expected=expected
    )


@sentence(
    WrittenIn.SITE_STANDING,
    "När en nivå är uträknad. Intervallet rymmer nästa läsårs andel med 90 procents sannolikhet.",
)
def next_year(standing: SchoolStanding) -> str:
    """The range that holds next year's published share with 90 %, if nothing particular happens."""
    return _(
        "Läsåret {year} väntas den publicerade andelen hamna mellan {range} procent om inget särskilt händer."
    ).format(year=standing.next_school_year, range=range_in_words(standing.next_year))


@sentence(WrittenIn.SITE_STANDING, "I stället för bilden av en skolas läge, för den som inte ser den.")
def standing_in_words(standing: SchoolStanding, mark: str) -> str:
    """Stands in for the picture of one school where it cannot be seen."""
    told = _("Underliggande nivå mellan {range} procent, väntat av elevunderlaget {expected}.").format(
        range=range_in_words(standing.latest.underlying), expected=_whole(standing.latest.expected.mean)
    )
    return f"{told} " + _("Senast publicerat {mark}.").format(mark=mark) if mark else told


@sentence(
    WrittenIn.SITE_STANDING,
    "Överst på sidan om läget, när modellen har räknat hur många av de lägsta som lämnar listan av sig "
    "själva.",
)
def outlook_in_words(outlook: Outlook) -> str:
    """How many of the lowest would leave the list unaided, and last year's check; "" if unknown."""
    if outlook.leave is None:
        return ""
    coming = _(
        "Av de {listed} skolor som har lägst publicerad andel väntas {leave} lämna listan nästa år "
        "utan att någon gör något."
    ).format(listed=count_in_words(outlook.listed), leave=_about(outlook.leave))
    if outlook.predicted is None or outlook.observed is None:
        return coming
    check = _("Förra året väntades {predicted}, och {observed} gjorde det.").format(
        predicted=_about(outlook.predicted), observed=count_in_words(outlook.observed)
    )
    return f"{coming} {check}"


@sentence(
    WrittenIn.SITE_STANDING, "När ingen nivå visas: nyare siffror än modellens, eller för lite publicerat."
)
def why_not_told(newest: SchoolYear | None) -> str:
    """Why no level is told of a school: figures newer than the fit, else nothing to reckon from."""
    if newest:
        return _("Andelen för {year} är inte räknad in ännu.").format(year=newest)
    return _("Det finns för lite publicerat för att räkna ut en nivå.")


def range_in_words(share: Share) -> str:
    """The 90 % range: `55 och 67`."""
    return _("{low} och {high}").format(low=_whole(share.low_90), high=_whole(share.high_90))


def count_in_words(count: int) -> str:
    """A number of schools, in words up to twelve."""
    return _(_COUNTS[count]) if count < len(_COUNTS) else str(count)


def _about(expected: float) -> str:
    whole = round(expected)
    return _("ungefär {count}").format(count=count_in_words(whole)) if whole else count_in_words(0)


def _whole(share: float) -> int:
    return round(100 * share)


def _sure(probability: float) -> str:
    """A probability in whole per cents, never 0 or 100: nothing here is certain."""
    if probability > 0.99:
        return _("mer än 99")
    return _("mindre än 1") if probability < 0.01 else str(_whole(probability))
