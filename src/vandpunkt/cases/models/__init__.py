"""The rows of a case. Faces do not import these; they ask the functions beside this package."""

from vandpunkt.cases.models.case import Case, CaseProgramme, CaseSchool, Question, Sender
from vandpunkt.cases.models.frozen import ReturnedFile, SignedFile, SignedStatement
from vandpunkt.cases.models.inquiry import Inquiry
from vandpunkt.cases.models.path import Step
from vandpunkt.cases.models.statement import Attachment, OwnText, Signatory, Statement

__all__ = [
    "Attachment",
    "Case",
    "CaseProgramme",
    "CaseSchool",
    "Inquiry",
    "OwnText",
    "Question",
    "ReturnedFile",
    "Sender",
    "Signatory",
    "SignedFile",
    "SignedStatement",
    "Statement",
    "Step",
]
