"""Every table of the product; importing this module fills `Base.metadata`."""

from db.models.access import Invitation, RoleGrant
from db.models.base import Base
from db.models.delivery import (
    AlbumPart,
    HandledUpdate,
    InboxUpdate,
    OutboxMessage,
    Place,
    Reminder,
    Setting,
    Tick,
)
from db.models.diagnostics import Attempt, AttemptItem, DayCode, Item
from db.models.evidence import Evidence
from db.models.indicators import Headcount, IndicatorSnapshot, IndicatorValue, UnitSetting
from db.models.news import Broadcast, NewsRead
from db.models.pages import OneTimePage
from db.models.people import Account, Consent, CorrectionRequest, Erasure, Membership, Person
from db.models.programmes import Enrolment, Programme, ProgrammeCompetency
from db.models.units import Unit

__all__ = [
    "Account",
    "AlbumPart",
    "Attempt",
    "AttemptItem",
    "Base",
    "Broadcast",
    "Consent",
    "CorrectionRequest",
    "DayCode",
    "Enrolment",
    "Erasure",
    "Evidence",
    "HandledUpdate",
    "Headcount",
    "InboxUpdate",
    "IndicatorSnapshot",
    "IndicatorValue",
    "Invitation",
    "Item",
    "Membership",
    "NewsRead",
    "OneTimePage",
    "OutboxMessage",
    "Person",
    "Place",
    "Programme",
    "ProgrammeCompetency",
    "Reminder",
    "RoleGrant",
    "Setting",
    "Tick",
    "Unit",
    "UnitSetting",
]
