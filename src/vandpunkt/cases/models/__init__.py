"""The rows of a case. Faces do not import these; they ask the functions beside this package."""

from vandpunkt.cases.models.accepted_word import AcceptedWord
from vandpunkt.cases.models.answered import AnsweredMark
from vandpunkt.cases.models.case import Case, CaseProgramme, CaseSchool, Question, Sender
from vandpunkt.cases.models.contribution import Contribution
from vandpunkt.cases.models.draft import OwnSentence
from vandpunkt.cases.models.frozen import ReturnedFile, SignedFile, SignedStatement
from vandpunkt.cases.models.inquiry import Inquiry
from vandpunkt.cases.models.meeting import BoardMeeting
from vandpunkt.cases.models.path import CasePath, Move, Step
from vandpunkt.cases.models.reply import Reply, ReplyInvitation
from vandpunkt.cases.models.statement import Attachment, OwnText, Signatory, Statement

__all__ = [
    "AcceptedWord",
    "AnsweredMark",
    "Attachment",
    "BoardMeeting",
    "Case",
    "CasePath",
    "CaseProgramme",
    "CaseSchool",
    "Contribution",
    "Inquiry",
    "Move",
    "OwnSentence",
    "OwnText",
    "Question",
    "Reply",
    "ReplyInvitation",
    "ReturnedFile",
    "Sender",
    "Signatory",
    "SignedFile",
    "SignedStatement",
    "Statement",
    "Step",
]
