"""A person's rights and their practices: export, withdrawal of consent, deletion."""

from domain.access import Role
from services import practice_reviews, practices, privacy
from simulator.client import Person
from tests.flows import crowd, practice_bank
from tests.flows.test_privacy import tables_with
from tests.stage import Stage

MARK = "Сороконожка"


async def an_author(stage: Stage, *, kept: bool) -> tuple[Person, int]:
    """A teacher with a signed practice in the bank."""
    elena = await stage.teacher()
    who = await stage.viewer(elena)
    texts = {"essence": f"{MARK}: один вопрос на листке, три стопки ответов."}
    number = await practice_bank.written(stage, who, **texts)
    await practice_bank.practice_drafts.sign(stage.work(), who, number, on=True)
    await practice_bank.practice_drafts.keep_nameless(stage.work(), who, number, on=kept)
    await practice_bank.publish_written(stage, who, number)
    return elena, number


async def delete(person: Person) -> None:
    await person.send("/privacy")
    await person.click("Удалить мои данные")
    await person.click("Да, удалить всё")


async def test_the_export_has_what_the_person_wrote_and_read(stage: Stage) -> None:
    elena, number = await an_author(stage, kept=False)
    found = await privacy.export(stage.work(), await stage.viewer(elena), with_names=False)
    assert MARK in found["practices"][0]["essence"]
    assert found["practices"][0]["themes"] == "KM2"
    reader = await crowd.somebody(stage)
    await practices.tell_result(stage.work(), reader, number, "Попробовал дважды, помогло.")
    found = await privacy.export(stage.work(), reader, with_names=False)
    assert found["practices_read"][0]["result"] == "Попробовал дважды, помогло."


async def test_a_deleted_author_who_said_so_leaves_a_nameless_practice(stage: Stage) -> None:
    elena, number = await an_author(stage, kept=True)
    await delete(elena)
    reader = await crowd.somebody(stage)
    card = await practices.card(stage.work(), reader, number)
    assert card.author == ""
    assert await practice_bank.titles(stage, words=MARK)
    [row] = await crowd.rows(stage, "SELECT person_id, unit_id FROM practices")
    [unit] = await crowd.rows(stage, "SELECT code FROM units WHERE id = :u", u=row.unit_id)
    assert (row.person_id, unit.code) == (None, "Z1"), "known by the municipality alone"


async def test_any_other_author_takes_the_practice_along(stage: Stage) -> None:
    elena, _ = await an_author(stage, kept=False)
    assert await tables_with(stage, MARK)
    await delete(elena)
    assert await tables_with(stage, MARK) == []
    assert await crowd.rows(stage, "SELECT * FROM practice_words") == []
    assert await practice_bank.titles(stage, words=MARK) == []


async def test_a_withdrawn_consent_hides_the_signature_at_once(stage: Stage) -> None:
    elena, number = await an_author(stage, kept=True)
    reader = await crowd.somebody(stage)
    assert (await practices.card(stage.work(), reader, number)).author == "Елена В., Школа № 12"
    await elena.send("/privacy")
    await elena.click("Отозвать согласие")
    await elena.click("Да, отозвать согласие")
    assert (await practices.card(stage.work(), reader, number)).author == ""


async def test_a_deleted_expert_leaves_marks_and_no_words(stage: Stage) -> None:
    number = await practice_bank.sent(stage, await crowd.somebody(stage))
    olga = await crowd.boss(stage, Role.METHODIST, "Z1")
    experts = [await practice_bank.expert_from(stage, school) for school in ("Z1-S7", "Z2-S12")]
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    await practice_reviews.assign_proposed(stage.work(), olga, number, shown.description.revision)
    await practice_bank.review(stage, experts[0], 3)
    for expert in experts:
        await privacy.erase(stage.work(), expert)
    shown = await practice_reviews.on_desk(stage.work(), olga, number)
    assert [(one.expert, one.total, one.comment) for one in shown.reviews] == [("", 18, "")]
    assert shown.needed == 1
