"""Every table of the product; importing this module fills `Base.metadata`."""

from db.models.access import Invitation, RoleGrant
from db.models.base import Base
from db.models.calibrations import CalibratedItem, Calibration
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
from db.models.diagnostics import (
    Attempt,
    AttemptItem,
    DayCode,
    Item,
    ItemUpload,
    OpenAnswer,
    SharedResult,
    Stimulus,
)
from db.models.evidence import Evidence
from db.models.indicators import Headcount, IndicatorSnapshot, IndicatorValue, UnitSetting
from db.models.materials import (
    Material,
    MaterialDraft,
    MaterialFollow,
    MaterialTag,
    MaterialUse,
    MaterialVersion,
)
from db.models.mentoring import MentorMeeting, MentorOffer, MentorPair, MentorProfile, MentorRequest
from db.models.news import Broadcast, NewsRead
from db.models.norms import Acquaintance, Norm, NormDraft
from db.models.pages import OneTimePage
from db.models.paper import PaperForm
from db.models.people import Account, Consent, CorrectionRequest, Erasure, Membership, Person
from db.models.practices import (
    Practice,
    PracticeCompetency,
    PracticeFile,
    PracticeReview,
    PracticeUse,
)
from db.models.programmes import Enrolment, Programme, ProgrammeCompetency
from db.models.questions import Question, ReadyAnswer, Substitute
from db.models.relay import KeptWords, RelayMessage, RelayThread
from db.models.routes import (
    Route,
    RouteNote,
    RouteProof,
    RouteStep,
    RouteTemplate,
    RouteTemplateStep,
    RouteVersion,
)
from db.models.runs import ProgrammeRun, RunApplication
from db.models.teams import TeamMember
from db.models.units import Unit
from db.models.zones import ZoneCount

__all__ = [
    "Account",
    "Acquaintance",
    "AlbumPart",
    "Attempt",
    "AttemptItem",
    "Base",
    "Broadcast",
    "CalibratedItem",
    "Calibration",
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
    "ItemUpload",
    "KeptWords",
    "Material",
    "MaterialDraft",
    "MaterialFollow",
    "MaterialTag",
    "MaterialUse",
    "MaterialVersion",
    "Membership",
    "MentorMeeting",
    "MentorOffer",
    "MentorPair",
    "MentorProfile",
    "MentorRequest",
    "NewsRead",
    "Norm",
    "NormDraft",
    "OneTimePage",
    "OpenAnswer",
    "OutboxMessage",
    "PaperForm",
    "Person",
    "Place",
    "Practice",
    "PracticeCompetency",
    "PracticeFile",
    "PracticeReview",
    "PracticeUse",
    "Programme",
    "ProgrammeCompetency",
    "ProgrammeRun",
    "Question",
    "ReadyAnswer",
    "RelayMessage",
    "RelayThread",
    "Reminder",
    "RoleGrant",
    "Route",
    "RouteNote",
    "RouteProof",
    "RouteStep",
    "RouteTemplate",
    "RouteTemplateStep",
    "RouteVersion",
    "RunApplication",
    "Setting",
    "SharedResult",
    "Stimulus",
    "Substitute",
    "TeamMember",
    "Tick",
    "Unit",
    "UnitSetting",
    "ZoneCount",
]
