"""Kinds of evidence: facts the indicators count, appended and never changed."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    DIAGNOSTIC = "diagnostic"
    FL_DIAGNOSTIC = "fl_diagnostic"
    RECOMMENDED = "recommended"
    ENROLLED = "enrolled"
    COMPLETED = "completed"
    SUPPORT = "support"
    TEAM_TRAINED = "team_trained"
    CORRECTION = "correction"


class Mode(StrEnum):
    """How a diagnostic was taken: alone, with an organiser present (code of the day), or elsewhere."""

    SELF = "self"
    INDEPENDENT = "independent"
    EXTERNAL = "external"
