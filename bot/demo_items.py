"""Life for diagnostics in the demo: a student halfway through functional literacy, an answer that waits for
an expert, drafts of items that wait for a second person. Everything is invented.
"""

from collections.abc import Callable
from random import Random

from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from domain.evidence import Mode
from domain.items import CHOICE, Content, Kind
from files.questions import parse_questions
from services import diagnostics, item_content, results, sharing, taking
from services.bank import Author
from services.question_import import import_questions
from services.taking import Question
from services.viewer import Viewer

PARTS = ("KF1", "KF2", "KF4", "KF6")
"""Parts that the student has finished; two are left."""
DRAFTS = """// [id:demo-1] [tag:competency:KM2]
Учебный пример. Зачем на уроке «светофор»?{
=Увидеть, кто понял, и решить, что дальше#Ответ класса меняет ход урока.
~Поставить отметки за урок#Отметки «светофор» не даёт.
~Занять время до звонка#Приём служит решению учителя.
####Формирующее оценивание даёт учителю сведения для следующего шага.
}

// [id:demo-2] [tag:competency:KM3]
Учебный пример. Соедините приём и назначение{
=Критерии до работы -> ученик знает, к чему идёт
=Комментарий после работы -> ученик знает, что исправить
= -> ученик получает отметку
}
"""


async def give_life(
    work: Callable[[], UnitOfWork], student: Viewer, teacher: Viewer, author: Viewer, home: str
) -> None:
    """`author` sends drafts for the branch `home`; `teacher` shares the last result with the methodists."""
    random = Random(2026)
    for part in PARTS:
        form = diagnostics.form_named([part])
        assert form is not None
        await diagnostics.begin(work(), student, form, Mode.SELF)
        await _take(work, student, random)
    for attempt_id, _, _ in (await results.history(work(), teacher))[:1]:
        await sharing.share(work(), teacher, attempt_id)
    file = parse_questions(DRAFTS.encode(), "demo.gift")
    report = await import_questions(work(), file, "own-demo", author=Author(author.subject, home))
    if not report.ok:
        raise RuntimeError(f"the demo's own questions do not import: {report.problems[:3]}")


async def _take(work: Callable[[], UnitOfWork], who: Viewer, random: Random) -> None:
    """To the end: mostly right, now and then skipped."""
    while (shown := await taking.question(work(), who)) is not None and not shown.at_end:
        if random.random() < 0.2:
            await taking.skip(work(), who, shown.attempt_id, shown.revision)
        else:
            await _answer(work, who, shown)
    if shown is not None:
        await taking.finish(work(), who, shown.attempt_id)


async def _answer(work: Callable[[], UnitOfWork], who: Viewer, shown: Question) -> None:
    """The right answer, whatever the kind."""
    async with work().reading() as session:
        row = await rows.attempt_item(session, shown.attempt_id, shown.position)
    assert row is not None
    placed, item = row
    answers = item_content.of_item(item)
    letters = [placed.order.index(index) for index in answers.keys]
    if answers.kind is Kind.SINGLE:
        await taking.answer(work(), who, shown.attempt_id, shown.revision, letters[0])
        return
    if answers.kind in CHOICE or answers.kind in (Kind.MATCHING, Kind.ORDERING):
        for letter in letters:
            await taking.pick(work(), who, shown.attempt_id, await _revision(work, who), letter)
    else:
        await taking.write(work(), who, _typed(answers))
    await taking.record(work(), who, shown.attempt_id, await _revision(work, who))


async def _revision(work: Callable[[], UnitOfWork], who: Viewer) -> int:
    shown = await taking.question(work(), who)
    assert shown is not None
    return shown.revision


def _typed(answers: Content) -> str:
    if answers.kind is Kind.NUMBER:
        return f"{answers.value}"
    if answers.kind is Kind.SHORT:
        return answers.accept[0].replace("*", "")
    return "Учебный пример ответа: опора на текст и вывод одним предложением."
