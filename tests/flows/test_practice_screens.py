"""ux.md on every screen of practices: a teacher's, an expert's, a methodist's."""

import pytest

from domain.access import Role
from services import practice_drafts, practice_reviews
from tests.flows import crowd, practice_bank
from tests.flows.test_every_screen import LONGER, MOST, TYPED, Walk, missed
from tests.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LONG = "Очень длинное предложение о том, как мы работаем на уроке и после него. "
TEXTS = {
    "title": "Длиннейшее название практики, какое бывает у увлечённого автора: урок — исследование — проект",
    "problem": LONG * 8,
    "essence": LONG * 12,
    "steps": "\n".join(f"{number}. {LONG}" for number in range(1, 13)) + "\nРесурсы: " + LONG * 5,
    "results": LONG * 12,
    "conditions": f"Риски: {LONG * 6}\nУсловия: {LONG * 6}",
}
LONGER |= {"wizard.consent_text": "a document, shown whole"}
MOST |= {"wizard.step": 30, "mypractice.one": 9}
TYPED |= {
    "practices.listing": ["карточки", "синхрофазотрон"],
    "practices.by_subject": ["физ", "колдовство"],
    "practices.applied": ["Нет", LONG * 3],
    "wizard.subject": ["физ", "колдовство"],
    "wizard.step": ["Нет", LONG * 6],
    "reviews.comment": ["Нет", LONG * 12],
    "reviews.decline": ["Нет"],
    "desk.remarks": ["Нет"],
    "desk.reason": ["Нет"],
}
ELSEWHERE = (
    "menu.", "diagnostics.", "courses.", "enrolments.", "settings.", "org.", "privacy.", "help.", "school.",
    "newcomers.", "certificates.", "codes.", "people.", "branch.", "admin.", "ask.", "questions.", "relay.",
    "instead.",
    "links.", "set.",
)  # fmt: skip
"""Chapters whose own walk is in test_every_screen.py."""


@pytest.fixture
async def bank(stage: Stage) -> Stage:
    """Long practices in every state, somebody's words about them, two experts at work."""
    await crowd.add_units(stage, f"{crowd.LONG};Z1;school;{crowd.LONG_NAME};ул. Садовая, 3;\n")
    author = await crowd.somebody(stage, crowd.LONG_PERSON, crowd.LONG)
    for _ in range(2):
        number = await practice_bank.published(stage, author, **TEXTS)
        reader = await crowd.somebody(stage)
        await practice_bank.practices.tell_result(stage.work(), reader, number, LONG * 4)
    for one in range(7):
        await crowd.change(
            stage,
            "INSERT INTO practice_words (rowid, words)"
            " SELECT :to, words FROM practice_words WHERE rowid = :n",
            to=1000 + one,
            n=number,
        )
        columns = (
            "unit_id, author_line, state, version, revision, title, subject, level, problem, essence, steps,"
            " resources, results, risks, conditions, signed, kept_nameless, begun_at, touched_at, decision"
        )
        await crowd.change(
            stage,
            f"INSERT INTO practices (id, {columns}) SELECT :to, {columns} FROM practices WHERE id = :n",
            to=1000 + one,
            n=number,
        )
    return stage


async def test_every_screen_of_the_bank_and_of_the_wizard(bank: Stage) -> None:
    elena = await bank.teacher()
    who = await bank.viewer(elena)
    methodist = await crowd.boss(bank, Role.METHODIST, "Z")
    returned = await practice_bank.sent(bank, who, **TEXTS)
    shown = await practice_reviews.on_desk(bank.work(), methodist, returned)
    await practice_reviews.give_back(bank.work(), methodist, returned, shown.description.revision, LONG * 10)
    await practice_drafts.attach(bank.work(), who, returned, "document:1")
    await practice_bank.sent(bank, who, **TEXTS)
    await practice_bank.published(bank, who, **TEXTS)
    walk = Walk(bank, elena, "/practices", taboo=(*ELSEWHERE, "mypractice.delete"))
    await walk.go()
    await walk.again("mypractice.take_back")
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    chapters = ("practices.", "wizard.", "mypractice.")
    assert missed(walk, *chapters) - {"wizard.keep", "mypractice.go_on", "mypractice.comments"} == set()


async def test_every_screen_of_an_expert(bank: Stage) -> None:
    expert = await bank.with_role(Role.EXPERT, "Z", "Инна")
    methodist = await crowd.boss(bank, Role.METHODIST, "Z")
    for _ in range(7):
        author = await crowd.somebody(bank, crowd.LONG_PERSON, crowd.LONG)
        number = await practice_bank.sent(bank, author, **TEXTS)
        shown = await practice_reviews.on_desk(bank.work(), methodist, number)
        await practice_reviews.assign_proposed(bank.work(), methodist, number, shown.description.revision)
    walk = await Walk(
        bank, expert, "/review", taboo=(*ELSEWHERE, "practices.", "wizard.", "mypractice.")
    ).go()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, "reviews.") == set()


async def test_every_screen_of_the_desk(bank: Stage) -> None:
    experts = [
        await practice_bank.expert_from(bank, school, crowd.LONG_PERSON) for school in ("Z1-S7", "Z2-S12")
    ]
    methodist = await crowd.boss(bank, Role.METHODIST, "Z")
    for mark in (3, 1, None, None, None, None, None):
        author = await crowd.somebody(bank, crowd.LONG_PERSON, crowd.LONG)
        number = await practice_bank.sent(bank, author, **TEXTS)
        if mark is not None:
            await practice_bank.judged(bank, number, methodist, experts, mark, mark)
    olga = await bank.with_role(Role.METHODIST, "Z1")
    walk = Walk(bank, olga, "/menu", taboo=(*ELSEWHERE[1:], "practices.", "wizard.", "mypractice."))
    await walk.go()
    assert not walk.faults, "\n".join(sorted(set(walk.faults)))
    assert missed(walk, "desk.") == set()
