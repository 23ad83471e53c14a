"""The rows of the register. Faces do not import these; they ask the functions beside this package."""

from vandpunkt.register.models.assignment import AccountChange, Assignment
from vandpunkt.register.models.document import SourceDocument
from vandpunkt.register.models.effect import EffectFit
from vandpunkt.register.models.external_identity import ExternalIdentity
from vandpunkt.register.models.intervention import Intervention, InterventionPartner
from vandpunkt.register.models.programme import (
    Evidence,
    Partner,
    Programme,
    ProgrammeCapacity,
    ProgrammeDocument,
)
from vandpunkt.register.models.proposal import DocumentFile, Proposal
from vandpunkt.register.models.result import Indicator, Result
from vandpunkt.register.models.school_unit import Area, SchoolUnit
from vandpunkt.register.models.source import SourceSnapshot
from vandpunkt.register.models.standing import ModelFit, Standing

__all__ = [
    "AccountChange",
    "Area",
    "Assignment",
    "DocumentFile",
    "EffectFit",
    "Evidence",
    "ExternalIdentity",
    "Indicator",
    "Intervention",
    "InterventionPartner",
    "ModelFit",
    "Partner",
    "Programme",
    "ProgrammeCapacity",
    "ProgrammeDocument",
    "Proposal",
    "Result",
    "SchoolUnit",
    "SourceDocument",
    "SourceSnapshot",
    "Standing",
]
