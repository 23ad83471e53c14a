"""Other people's data, read into publications: Skolverket's exports and API, SALSA."""

from pathlib import Path

from vandpunkt.sources.reading import KINDS, read_publication

__all__ = ["KINDS", "SHIPPED", "read_publication"]

SHIPPED = Path(__file__).parent / "shipped"
"""What the demo installation is built from; its README names sources and dates."""
