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
    MEMBER = "member"
    CORRECTION = "correction"


class Mode(StrEnum):
    """How a diagnostic was taken: alone, with an organiser present (code of the day), or elsewhere."""

    SELF = "self"
    INDEPENDENT = "independent"
    EXTERNAL = "external"


class SupportForm(StrEnum):
    """Forms of support of a young teacher that count unless the region edits the list."""

    MENTORING = "mentoring"
    SCHOOL = "school"
    INTERNSHIP = "internship"
    COURSE = "course"
    CONSULTATION = "consultation"
    VISIT = "visit"
    CONTEST = "contest"
    ASSOCIATION = "association"
