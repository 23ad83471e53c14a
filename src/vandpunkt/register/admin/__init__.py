"""The register in Django's administration: people's rows can be changed, published figures only looked at."""

from vandpunkt.register.admin import fits, interventions, programmes, results, schools

__all__ = ["fits", "interventions", "programmes", "results", "schools"]
