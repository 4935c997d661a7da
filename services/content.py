"""What ships in Russian: the competency framework, positions, documents. Read once, kept in memory."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from domain.evidence import Mode
from domain.forms import Part
from domain.practice_review import Rule
from domain.route import Activity
from domain.windows import Period
from domain.working_days import SUMMER

FOLDER = Path(__file__).parent.parent / "content"
LITERACY = "KF"
"""The group of functional literacy, which has a diagnostic of its own."""


@dataclass(frozen=True)
class Competency:
    """A competency of the framework. `short` (up to 12 characters) stands beside a bar."""

    code: str
    group: str
    title: str
    short: str
    functions: tuple[str, ...]
    signs: tuple[str, ...]
    lack: str
    helps: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A group of competencies; `audience`: teacher, head or everyone."""

    code: str
    title: str
    audience: str
    competencies: tuple[Competency, ...]


@dataclass(frozen=True)
class Position:
    """A position a person may hold; `suggests` are competencies for the first diagnostic."""

    code: str
    title: str
    kinds: tuple[str, ...]
    audience: str
    pedagogical: bool
    has_subjects: bool
    suggests: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """A level of education a practice is for; `short` stands on a button."""

    code: str
    title: str
    short: str


@dataclass(frozen=True)
class Criterion:
    """A criterion of the expertise of practices; `marks` describe 0, 1, 2 and 3."""

    code: str
    title: str
    question: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Expertise:
    """How practices are judged; a review takes `days` working days, a published practice lives some years."""

    criteria: tuple[Criterion, ...]
    rule: Rule
    days: int
    lives_years: int


@dataclass(frozen=True)
class ActivityText:
    """What a step of this kind says in a draft: with {zone}, {title} and {sign} to be filled in."""

    activity: Activity
    help: str
    title: str
    form: str
    weeks: int
    result: str
    proof: str


@dataclass(frozen=True)
class Blueprint:
    """A form described by its content: for whom (no positions: for everybody), how many items of what, how
    long, in which modes and how often. `kind`: methodical, or literacy, whose parts are taken one by one.
    """

    code: str
    title: str
    about: str
    kind: str
    positions: tuple[str, ...]
    parts: tuple[Part, ...]
    minutes: int
    days: int
    modes: frozenset[Mode]
    window: Period

    def suits(self, position: str) -> bool:
        return not self.positions or position in self.positions


@dataclass(frozen=True)
class Document:
    """A text people agree to or read; its version is kept with the consent."""

    name: str
    version: str
    text: str


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    return tuple(_group(entry) for entry in read_yaml(FOLDER / "competencies.yaml")["groups"])


def _group(entry: dict[str, Any]) -> Group:
    competencies = tuple(
        Competency(
            code=one["code"],
            group=entry["code"],
            title=one["title"],
            short=one["short"],
            functions=tuple(one["functions"]),
            signs=tuple(one["signs"]),
            lack=one["lack"],
            helps=tuple(one["helps"]),
        )
        for one in entry["competencies"]
    )
    return Group(entry["code"], entry["title"], entry["audience"], competencies)


@lru_cache(maxsize=1)
def competencies() -> dict[str, Competency]:
    """Every competency by its code, in the order of the framework."""
    return {one.code: one for group in groups() for one in group.competencies}


@lru_cache(maxsize=1)
def positions() -> dict[str, Position]:
    return {
        entry["code"]: Position(
            code=entry["code"],
            title=entry["title"],
            kinds=tuple(entry["kinds"]),
            audience=entry["audience"],
            pedagogical=entry["pedagogical"],
            has_subjects=entry["has_subjects"],
            suggests=tuple(entry["suggests"]),
        )
        for entry in read_yaml(FOLDER / "positions.yaml")["positions"]
    }


@lru_cache(maxsize=1)
def subjects() -> dict[str, str]:
    """Titles of school subjects by code."""
    return {entry["code"]: entry["title"] for entry in read_yaml(FOLDER / "positions.yaml")["subjects"]}


def subject_named(typed: str) -> str | None:
    """The code of the first subject whose title begins with these words."""
    wanted = " ".join(typed.lower().replace("ё", "е").split())
    titles = ((code, title.lower().replace("ё", "е")) for code, title in subjects().items())
    return next((code for code, title in titles if wanted and title.startswith(wanted)), None)


@lru_cache(maxsize=1)
def levels() -> dict[str, Level]:
    """Levels of education by code, from kindergarten on."""
    return {entry["code"]: Level(**entry) for entry in read_yaml(FOLDER / "practices.yaml")["levels"]}


@lru_cache(maxsize=1)
def expertise() -> Expertise:
    """The criteria and the rule of `content/practice_review.yaml`."""
    found = read_yaml(FOLDER / "practice_review.yaml")
    criteria = tuple(Criterion(**entry | {"marks": tuple(entry["marks"])}) for entry in found["criteria"])
    rule = found["rule"]
    codes = tuple(one.code for one in criteria)
    return Expertise(
        criteria,
        Rule(codes, rule["least_total"], rule["never_zero"], rule["widest"]),
        rule["days"],
        rule["lives_years"],
    )


@lru_cache(maxsize=1)
def route_goal() -> str:
    return str(read_yaml(FOLDER / "route.yaml")["goal"])


@lru_cache(maxsize=1)
def route_activities() -> dict[Activity, ActivityText]:
    """Kinds of steps of `content/route.yaml`, in its order."""
    found = {}
    for entry in read_yaml(FOLDER / "route.yaml")["activities"]:
        activity = Activity(entry["code"])
        found[activity] = ActivityText(
            activity, **{name: value for name, value in entry.items() if name != "code"}
        )
    return found


def route_helps(competency: Competency) -> tuple[Activity, ...]:
    """Kinds of steps that help with a competency, the best first."""
    by_word = {one.help: one.activity for one in route_activities().values() if one.help}
    return tuple(by_word[word] for word in competency.helps if word in by_word)


@lru_cache(maxsize=8)
def document(name: str) -> Document:
    """`content/documents/NAME.md`; its first line is `version: ...`."""
    first, _, text = (FOLDER / "documents" / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    label, _, version = first.partition(":")
    if label.strip() != "version":
        raise ValueError(f"content/documents/{name}.md: the first line must be 'version: ...'")
    return Document(name, version.strip(), text.strip())


@lru_cache(maxsize=1)
def school_holidays() -> tuple[tuple[date, date], ...]:
    """First and last days of the holidays of schools."""
    entries = read_yaml(FOLDER / "school_holidays.yaml")["holidays"]
    return tuple((entry["from"], entry["to"]) for entry in entries)


def is_school_holiday(day: date) -> bool:
    """July, August, or a day of the table of holidays."""
    return day.month in SUMMER or any(first <= day <= last for first, last in school_holidays())


def banks() -> list[Path]:
    """Files of the item banks that ship with the product."""
    return sorted((FOLDER / "banks").glob("*.yaml"))


@lru_cache(maxsize=1)
def bank_titles() -> dict[str, str]:
    """What the shipped banks are called, by name."""
    described = map(read_yaml, banks())
    return {one["bank"]: one["title"] for one in described}


@lru_cache(maxsize=1)
def bank_shorts() -> dict[str, str]:
    """Their names in a word or two, for buttons."""
    described = map(read_yaml, banks())
    return {one["bank"]: one["short"] for one in described}


@lru_cache(maxsize=1)
def blueprints() -> dict[str, Blueprint]:
    """Forms of content/blueprints by code."""
    files = sorted((FOLDER / "blueprints").glob("*.yaml"))
    return {one.code: one for one in map(_blueprint, map(read_yaml, files))}


def _blueprint(entry: dict[str, Any]) -> Blueprint:
    return Blueprint(
        code=entry["code"],
        title=entry["title"],
        about=entry.get("about", ""),
        kind=entry.get("kind", "methodical"),
        positions=tuple(entry.get("positions", ())),
        parts=tuple(Part(part["competency"], part["items"]) for part in entry["parts"]),
        minutes=entry["minutes"],
        days=entry["days"],
        modes=frozenset(Mode(one) for one in entry["modes"]),
        window=Period(entry["window"]),
    )
