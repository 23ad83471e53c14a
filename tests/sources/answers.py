"""Answers of the Planned Educations API as Python values, to be written as files or served."""

from __future__ import annotations

import json
from typing import Any

RINKEBY = "37416253"
YR = "ratioOfPupils9thGradeEligibleForNationalProgramYR"
ES = "ratioOfPupils9thGradeEligibleForNationalProgramES"
SAEKHU = "ratioOfPupils9thGradeEligibleForNationalProgramSAEKHU"
NATE = "ratioOfPupils9thGradeEligibleForNationalProgramNATE"
ALL_SUBJECTS = "ratioOfPupilsIn9thGradeWithAllSubjectsPassed"
MERIT = "averageGradesMeritRating9thGrade"
TOTAL = "totalNumberOfPupils"


def entry(value: str | None, kind: str = "EXISTS", period: str | None = "2024/25") -> dict[str, Any]:
    """One published value."""
    return {"value": value, "valueType": kind, "timePeriod": period}


def statistics(code: str = RINKEBY, **changed: Any) -> dict[str, Any]:
    """The statistics of one unit: Rinkebyskolan's of 2024/25, with some keys changed."""
    return {
        "schoolUnit": code,
        YR: [entry("74,5")],
        ES: [entry("72,5")],
        SAEKHU: [entry("62,7")],
        NATE: [entry("56,9")],
        ALL_SUBJECTS: [entry("43,1")],
        MERIT: [entry("202,7")],
        TOTAL: [entry("cirka 230", period="2025/26")],
        "docLinks": None,
        **changed,
    }


def unit(code: str = RINKEBY, **changed: Any) -> dict[str, Any]:
    """The description of one unit, with some keys changed."""
    return {
        "code": code,
        "name": "Rinkebyskolan",
        "geographicalAreaCode": "0180",
        "organisationRegistryNumber": "2120000142",
        "principalOrganizerType": "Kommunal",
        "corporationName": "STOCKHOLMS KOMMUN",
        "typeOfSchooling": [{"code": "gr", "displayName": "Grundskolan", "schoolYears": ["7", "8", "9"]}],
        **changed,
    }


def answer(body: Any) -> bytes:
    """The body as the API sends it."""
    return json.dumps({"status": "OK", "message": "Success", "body": body}, ensure_ascii=False).encode()
