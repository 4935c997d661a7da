"""The tree of units: search for one's organisation, join codes of posters."""

import re
import secrets
from dataclasses import dataclass

from db.models import Unit
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Scope
from domain.errors import NotFound
from services.viewer import UnitView, unit_view

LEVELS = ("country", "region", "municipality", *unit_rows.ORGANISATIONS)
MATCHES = 6
JOIN_ALPHABET = "АВЕКМНРСТУХ23456789"
_LOOKALIKES = str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ")


@dataclass(frozen=True)
class Match:
    """A found unit with the name of what it belongs to, so that equal names can be told apart."""

    unit: UnitView
    above: str


async def search(work: UnitOfWork, words: str, *, municipality_id: int | None = None) -> list[Match]:
    """Up to six municipalities whose name holds the words; with `municipality_id`, organisations in it."""
    async with work.reading() as session:
        if municipality_id is None:
            found = await unit_rows.matching(session, search_words(words), ["municipality"], "/", MATCHES)
        else:
            above = await unit_rows.by_id(session, municipality_id)
            if above is None:
                raise NotFound
            found = await unit_rows.matching(
                session, search_words(words), unit_rows.ORGANISATIONS, above.path, MATCHES
            )
        return [Match(unit_view(unit), await _above(session, unit)) for unit in found]


async def universities(work: UnitOfWork, words: str) -> list[Match]:
    """Up to six universities whose name holds the words, wherever they are."""
    async with work.reading() as session:
        found = await unit_rows.matching(session, search_words(words), ["university"], "/", MATCHES)
        return [Match(unit_view(unit), await _above(session, unit)) for unit in found]


async def _above(session, unit: Unit) -> str:  # type: ignore[no-untyped-def]
    chain = await unit_rows.ancestors(session, unit)
    return chain[-1].name if chain else ""


async def municipalities(work: UnitOfWork, most: int) -> list[UnitView]:
    """Every municipality when there are at most `most` of them, else an empty list: then one searches."""
    async with work.reading() as session:
        if await unit_rows.count_of_level(session, ["municipality"]) > most:
            return []
        found = await unit_rows.matching(session, [], ["municipality"], "/", most)
        return sorted((unit_view(unit) for unit in found), key=lambda unit: unit.name)


async def root_without_branches(work: UnitOfWork) -> UnitView | None:
    """The country when no municipality is loaded yet: then one can only name one's organisation."""
    async with work.reading() as session:
        if await unit_rows.count_of_level(session, ["municipality"]):
            return None
        found = await unit_rows.matching(session, [], ["country"], "/", 1)
    return unit_view(found[0]) if found else None


async def plant_root(work: UnitOfWork, timezone: str) -> None:
    """An empty tree gets its root, so that people can register before any file is imported. Units that
    name no time zone of their own take the root's.
    """
    async with work.writing() as session:
        if await unit_rows.count_of_level(session, LEVELS) == 0:
            root: dict[str, object] = {"code": "RU", "level": "country", "name": "Россия", "path": "/RU/"}
            root |= {"address": "", "timezone": timezone, "search": "россия"}
            await unit_rows.insert_many(session, [root])


async def get(work: UnitOfWork, unit_id: int) -> UnitView:
    async with work.reading() as session:
        unit = await unit_rows.by_id(session, unit_id)
    if unit is None:
        raise NotFound
    return unit_view(unit)


async def of_branch(work: UnitOfWork, scope: Scope, unit_id: int) -> UnitView:
    """A unit of the viewer's scope; one outside it is as unknown as none."""
    unit = await get(work, unit_id)
    if not scope.covers(unit.path):
        raise NotFound
    return unit


async def in_scope(work: UnitOfWork, scope: Scope, words: str) -> list[Match]:
    """Units of the viewer's scope that match the words."""
    async with work.reading() as session:
        found: list[Unit] = []
        for prefix in scope.prefixes:
            found += await unit_rows.matching(session, search_words(words), LEVELS, prefix, MATCHES)
        return [Match(unit_view(unit), await _above(session, unit)) for unit in found[:MATCHES]]


async def by_code(work: UnitOfWork, code: str) -> UnitView | None:
    async with work.reading() as session:
        unit = await unit_rows.by_code(session, code)
    return unit_view(unit) if unit else None


async def by_join_code(work: UnitOfWork, join_code: str) -> UnitView | None:
    async with work.reading() as session:
        unit = await unit_rows.by_join_code(session, typed_code(join_code))
    return unit_view(unit) if unit else None


def typed_code(text: str) -> str:
    """A code as stored: spaces and hyphens gone, Latin letters that look like Russian ones made Russian."""
    return "".join(text.upper().replace("-", " ").split()).translate(_LOOKALIKES)


async def join_code(work: UnitOfWork, unit_id: int) -> str:
    """The short code of an organisation's poster, made when it is first asked for."""
    async with work.reading() as session:
        unit = await unit_rows.by_id(session, unit_id)
        if unit is None:
            raise NotFound
        if unit.join_code:
            return unit.join_code
    async with work.writing() as session:
        unit = await unit_rows.by_id(session, unit_id, for_update=True)
        assert unit is not None
        if unit.join_code is None:
            unit.join_code = "".join(secrets.choice(JOIN_ALPHABET) for _ in range(6))
        return unit.join_code


def search_words(text: str) -> list[str]:
    """Words as search compares them: lower case, ё as е, № and punctuation gone."""
    return re.findall(r"[\w]+", text.lower().replace("ё", "е"))[:6]
