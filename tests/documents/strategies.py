"""Documents of every kind, also such as no person would write."""

from __future__ import annotations

from hypothesis import strategies as st

from vandpunkt.documents.charts import (
    Chart,
    EffectChart,
    EffectRow,
    ForecastChart,
    ForecastYear,
    OutcomeChart,
    OutcomeYear,
    StandingChart,
    StandingRow,
    YearChart,
    YearPoint,
)
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)

ODD_TEXTS = (
    "",
    " ",
    "Åsa & Örjan <br> \"citat\" 'apostrof' &amp; ]]> -->",
    "#let x = 1; $ a_1 $ *fet* _kursiv_ \\ @hänvisning <etikett> [ ] { }",
    "xml:space {{ mall }} {% block %} {0}",
    "Sjuttiosjutusensjuhundrasjuttiosjurealskoleläroverksadjunkt" * 6,
    "مدرسة הספר 学校 🏫👩‍🏫 Ελλάδα Школа ﬁ ① e\u0301",
    "rad\nbrytning\r\noch\ttabb\v\f\x1c\x85\u2028\u2029slut",
    "styr\x00\x07\x1b\x7ftecken\ud800\ufffe\ufeff",
    "vänd\u202eordning\u2066\u2069",
    "mjukt\u00adbinde\u200bstreck\u00a0och fast",
    "https://www.example.se/" + "en-lång-adress/" * 12,
    "1. inte en lista",
    "• inte heller",
    "- eller",
    "= ingen rubrik",
    "Källor och underlag",
)

texts = st.one_of(st.sampled_from(ODD_TEXTS), st.text(max_size=40))
shares = st.floats(0, 1, allow_nan=False)
maybe_shares = st.none() | st.floats(-0.2, 1.2, allow_nan=False)
marks = st.sampled_from(("74,5", "~100", "100,0", "..", ".", "", "cirka 230"))
citation_ids = st.sampled_from((*(f"intervention-{row}-1" for row in range(1, 9)), "result-5-2", "type"))

year_points = st.builds(YearPoint, texts, marks, maybe_shares, maybe_shares, maybe_shares, texts)
standing_rows = st.builds(
    StandingRow, texts, shares, shares, shares, shares, shares, maybe_shares, maybe_shares, marks, texts
)
forecast_years = st.builds(ForecastYear, texts, marks, *[maybe_shares] * 10, texts)
points = st.floats(-120, 120, allow_nan=False)
effect_rows = st.builds(EffectRow, texts, points, points, points, points, points, texts)
outcome_years = st.builds(OutcomeYear, texts, marks, *[maybe_shares] * 6, st.booleans())


def _tuples(values: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=most).map(tuple)


charts: st.SearchStrategy[Chart] = st.one_of(
    st.builds(YearChart, _tuples(year_points, 7), maybe_shares),
    st.builds(StandingChart, _tuples(standing_rows, 5), maybe_shares),
    st.builds(ForecastChart, _tuples(forecast_years, 7), maybe_shares),
    st.builds(EffectChart, _tuples(effect_rows, 5), st.none() | st.floats(0), _tuples(points, 60)),
    st.builds(OutcomeChart, _tuples(outcome_years, 7), texts),
)

runs = st.builds(Run, texts, _tuples(citation_ids, 3))
some_runs = _tuples(runs, 3)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(0, 7), texts),
    st.builds(Paragraph, some_runs),
    st.builds(BulletList, _tuples(some_runs, 4)),
    st.builds(
        Table,
        texts,
        _tuples(texts, 4),
        _tuples(_tuples(some_runs, 5), 4),
        _tuples(st.booleans(), 4),
    ),
    st.builds(Figure, charts, texts, texts, _tuples(citation_ids, 6)),
    st.builds(Signatures, _tuples(st.builds(Signature, texts, texts, texts), 3)),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document whose citations are some of those that its runs name."""
    known = draw(st.lists(citation_ids, unique=True))
    return Document(
        letterhead=draw(st.builds(Letterhead, texts, texts, texts, texts)),
        title=draw(texts),
        subtitle=draw(texts),
        blocks=draw(_tuples(blocks, 8)),
        citations={
            one: Citation(one, one.split("-")[0], one.split("-")[-1], "1", draw(texts), draw(texts))
            for one in known
        },
        language=draw(st.sampled_from(("sv", "sv-SE", "en", "se", "nb-NO"))),
    )
