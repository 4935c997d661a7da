"""Import of questions: what can be asked goes live; the rest is counted and named, not dropped in silence."""

import pytest

from db.repositories import diagnostics as rows
from domain.errors import WrongInput
from files.questions.read import parse_questions
from services import content
from services.question_import import import_questions

GIFT = """
// [id:km2-1] [tag:competency:KM2] [tag:difficulty:0,6]
::Цель урока::С чего начать урок?{
=С цели#Верно: цель ведёт урок.
~С оценок#Оценка подводит итог.
####Цель задаёт всё остальное.
}

$CATEGORY: $course$/top/Методика/КМ1 Планирование

Оценка и отметка — одно и то же.{FALSE}
"""


def questions(text, name="bank.gift"):
    return parse_questions(text.encode(), name)


async def stored(work, bank="ours"):
    async with work.reading() as session:
        return await rows.items_of_bank(session, bank)


async def test_questions_go_live_with_competency_notes_and_difficulty(work):
    report = await import_questions(work, questions(GIFT), "ours")
    assert (report.rows, report.new, report.problems, report.notes) == (2, 2, [], [])
    first, second = await stored(work)
    assert (first.code, first.competency, first.difficulty, first.state) == ("km2-1", "KM2", 0.6, "live")
    assert first.options[0] == {"text": "С цели", "note": "Верно: цель ведёт урок.", "key": True}
    assert first.explanation == "Цель задаёт всё остальное."
    assert second.competency == "KM1"
    assert [(one["text"], one["key"]) for one in second.options] == [("Верно", False), ("Неверно", True)]


async def test_a_second_import_changes_nothing_and_a_preview_writes_nothing(work):
    preview = await import_questions(work, questions(GIFT), "ours", dry_run=True)
    assert (preview.new, await stored(work)) == (2, [])
    await import_questions(work, questions(GIFT), "ours")
    assert (await import_questions(work, questions(GIFT), "ours")).same == 2
    changed = await import_questions(work, questions(GIFT.replace("С оценок", "С отметок")), "ours")
    assert (changed.changed, changed.same) == (1, 1)


async def test_another_file_adds_to_the_bank_and_retires_nothing(work):
    await import_questions(work, questions(GIFT), "ours")
    report = await import_questions(work, questions("Ещё?{=да ~нет}"), "ours", competency="KM3")
    assert (report.new, report.gone) == (1, 0)
    assert [item.state for item in await stored(work)] == ["live"] * 3


async def test_a_table_brings_its_competency_by_title(work):
    table = "вопрос;варианты;ключ;компетенция\nКогда?;Сейчас|Потом;А;Формирующее оценивание\n"
    report = await import_questions(work, questions(table, "bank.csv"), "ours")
    assert report.new == 1
    assert (await stored(work))[0].competency == "KM2"


KINDS = """// [id:multiple] [tag:competency:KM2]
Отметьте{~%50%раз ~%50%два ~%-50%три ~%-50%четыре}

// [id:matching] [tag:competency:KM2]
Соедините{=а -> б =в -> г = -> д}

// [id:ordering] [tag:competency:KM2]
По порядку{>2 ALL VERTICAL
первое
второе
}

// [id:number] [tag:competency:KM2]
Сколько{#12.5:0.1}

// [id:short] [tag:competency:KM2]
Слово{=дом =домик}

// [id:open] [tag:competency:KM2]
Напишите эссе{}
"""


async def test_every_kind_is_taken_with_its_answers(work):
    report = await import_questions(work, questions(KINDS), "ours")
    assert (report.new, report.problems) == (6, [])
    found = {item.code: item for item in await stored(work)}
    assert {code: item.kind for code, item in found.items()} == {code: code for code in found}
    assert {code: item.points for code, item in found.items()} == {
        "multiple": 2, "matching": 2, "ordering": 1, "number": 1, "short": 1, "open": 2,
    }  # fmt: skip
    assert [one["key"] for one in found["multiple"].options] == [True, True, False, False]
    assert found["matching"].body == {"pairs": [["а", "б"], ["в", "г"]], "extra": ["д"]}
    assert found["ordering"].body == {"order": ["первое", "второе"]}
    assert found["number"].body == {"value": "12.5", "tolerance": "0.1"}
    assert found["short"].body == {"accept": ["дом", "домик"]}
    assert len(found["open"].body["rubric"]) == 3


async def test_answers_that_cannot_be_marked_and_refusals_are_named_and_stop_nothing(work):
    text = GIFT + "\n::Много::Какие?{=а =б ~в}\n\nСколько?{#=1 =2}\n\nБез ответа верного{~а ~б}\n"
    report = await import_questions(work, questions(text), "ours")
    assert (report.rows, report.new, report.ok) == (5, 2, True)
    assert report.notes[:3] == [
        "Не задаются и не загружены вопросы с выбором одного из нескольких верных (several keys): 1, "
        "строки: 13.",
        "Не задаются и не загружены вопросы с несколькими верными числами (several numbers): 1, строки: 15.",
        "Не загружены, потому что их нельзя прочитать как вопрос: 1.",
    ]
    assert report.notes[3].startswith("Строка 17")
    assert report.notes[3].endswith("[no right answer]")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("// [tag:competency:XX1]\nКогда?{=да ~нет}", 2, "компетенции «XX1» нет в рамке"),
        (
            "//[id:a] [tag:KM2]\nРаз?{=да ~нет}\n\n//[id:a] [tag:KM2]\nДва?{=да ~нет}",
            5,
            "«a» уже у вопроса со строки 2",
        ),
        (f"$CATEGORY: KM2\n\n{'Очень долго. ' * 300}?{{=да ~нет}}", 3, "не поместится в сообщение"),
    ],
)
async def test_a_question_that_cannot_be_asked_is_named_and_nothing_is_written(work, text, line, words):
    report = await import_questions(work, questions(text), "ours")
    assert [problem.row for problem in report.problems] == [line]
    assert words in report.problems[0].message
    assert await stored(work) == []


async def test_a_repeated_question_is_taken_once_and_equal_stems_are_different_questions(work):
    text = "Что верно?{=а ~б}\n\nЧто верно?{=в ~г}\n\nЧто верно?{=а#да ~б}\n\nЧто?{=а =б ~в}\n"
    report = await import_questions(work, questions(text), "ours", competency="KM2")
    assert report.new == 2
    assert report.notes == [
        "Не задаются и не загружены вопросы с выбором одного из нескольких верных (several keys): 1, "
        "строки: 7.",
        "Повторяют вопрос выше и пропущены: 1, строки: 5.",
    ]


async def test_an_unclear_difficulty_is_said_and_left_out(work):
    text = "// [tag:competency:KM2] [tag:difficulty:средняя]\nКогда?{=да ~нет}"
    report = await import_questions(work, questions(text), "ours")
    assert report.notes == [
        "Трудность не понята и не сохранена, строки: 2. Пишите долю верных ответов, например 0,6."
    ]
    assert (await stored(work))[0].difficulty is None


async def test_the_order_and_text_of_others_do_not_change_a_code(work):
    await import_questions(work, questions("Раз?{=да ~нет}\n\nДва?{=да ~нет}"), "ours", competency="KM2")
    report = await import_questions(
        work, questions("Два?{=да ~нет}\n\nТри?{=да ~нет}"), "ours", competency="KM2"
    )
    assert (report.new, report.same) == (1, 1)


@pytest.mark.parametrize(("bank", "competency"), [("digital", ""), ("", ""), ("я" * 65, ""), ("ours", "XX1")])
async def test_a_shipped_bank_and_an_unknown_competency_are_refused(work, bank, competency):
    with pytest.raises(WrongInput):
        await import_questions(work, questions(GIFT), bank, competency=competency)


def test_shipped_banks_are_named_like_their_files():
    assert [content.read_yaml(path)["bank"] for path in content.banks()] == [
        path.stem for path in content.banks()
    ]


async def test_a_question_without_a_competency_is_kept_as_a_draft_and_asked_of_nobody(work):
    report = await import_questions(work, questions("Когда?{=да ~нет}"), "ours")
    assert (report.new, report.problems) == (1, [])
    assert "останутся черновиками" in report.notes[0]
    async with work.reading() as session:
        assert [item.state for item in await rows.items_of_bank(session, "ours")] == ["draft"]
        assert await rows.live_counts(session) == {}
