"""The house check: what a careful colleague would mark in a statement before it is signed."""

from vandpunkt.reading.proofreading.checking import proofread
from vandpunkt.reading.proofreading.remark import Remark, RemarkKind

__all__ = ["Remark", "RemarkKind", "proofread"]
