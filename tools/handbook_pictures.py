"""The pictures in the handbook, drawn by the product's own charts from invented figures.

Run `python -m tools.handbook_pictures` when a chart has changed; a test holds the pictures to it.
"""

from __future__ import annotations

from pathlib import Path
from statistics import NormalDist

from vandpunkt.documents.charts import EffectChart, EffectRow, to_svg

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
EFFECT = "effect-chart.svg"
PLACEBOS = 999

EXAMPLE = EffectChart(
    rows=(
        EffectRow("Alla", 3.2, -4.1, 0.7, 5.7, 10.5),
        EffectRow("Läsår 1", 0.9, -8.4, -2.3, 4.1, 10.2),
        EffectRow("Läsår 2", 5.8, -4.6, 2.2, 9.4, 16.2),
    ),
    minimum_detectable=10.4,
    placebo=tuple(NormalDist(0.2, 3.6).inv_cdf((n + 0.5) / PLACEBOS) for n in range(PLACEBOS)),
)


def pictures() -> dict[str, str]:
    """Each picture's file name and its SVG, on white paper whatever lies around it."""
    drawn = to_svg(EXAMPLE, width=620, title="Exempel på ett effektdiagram")
    opening, rest = drawn.split("</title>", 1)
    return {EFFECT: f'{opening}</title><rect width="100%" height="100%" fill="#fff"/>{rest}\n'}


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in pictures().items():
        (FOLDER / name).write_text(picture, encoding="utf-8")
        print(f"docs/pictures/{name}")


if __name__ == "__main__":
    main()
