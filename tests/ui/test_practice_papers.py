"""Papers of a practice: one A4 page whatever the length, and an article that asks for what is missing."""

from io import BytesIO

import pytest
from docx import Document

from services.practice_drafts import LENGTHS
from tests.ui.reading import pages, printed, squeezed
from tests.ui.test_documents import NASTY
from ui.documents.article import article_docx
from ui.documents.practice import practice_pdf

GIVEN = {
    "title": "«Билет на выход»: кто понял тему",
    "facts": "математика, основная школа",
    "themes": "формирующее оценивание",
    "problem": "На уроке все кивают.",
    "essence": "Один вопрос на листке. Три стопки.",
    "steps": "1. Пишу вопрос.\n2. Раздаю листки.",
    "resources": "листки",
    "results": "Путали девять, стали путать двое.",
    "risks": "",
    "conditions": "Один вопрос, а не пять.",
}


def test_the_page_holds_every_part_and_one_link() -> None:
    text = squeezed(printed(practice_pdf(GIVEN, "https://t.me/opora_bot?start=bp_7")))
    for words in (
        GIVEN["title"],
        "Какую задачу решает",
        "2. Раздаю листки.",
        "Условия тиражирования",
        "bp_7",
    ):
        assert squeezed(words) in text
    assert squeezed("Риски") not in text, "an empty part is left out"


def test_the_longest_practice_stays_on_one_page() -> None:
    sentence = "Длинное предложение о работе на уроке. "
    long = {name: (sentence * 40)[:most] for name, (_, most) in LENGTHS.items()}
    long["steps"] = "\n".join(f"{number}. {sentence * 2}" for number in range(1, 15))
    assert len(long["steps"]) <= LENGTHS["steps"][1]
    assert pages(practice_pdf({**GIVEN, **long})) == 1


@pytest.mark.parametrize("nasty", NASTY)
def test_text_of_people_is_printed_and_never_run(nasty: str) -> None:
    assert squeezed(nasty) in squeezed(printed(practice_pdf({**GIVEN, "essence": nasty})))
    assert nasty in "\n".join(lines(article_docx({**GIVEN, "essence": nasty})))


def lines(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(file)).paragraphs]


def test_the_article_has_what_is_known_and_asks_for_the_rest() -> None:
    text = lines(article_docx(GIVEN))
    assert text[0] == GIVEN["title"]
    assert "Пишу вопрос." in text, "numbered by the document itself"
    assert any(one.startswith("Аннотация. Один вопрос на листке.") for one in text)
    assert "Путали девять, стали путать двое." in text
    assert sum(one.startswith("[") for one in text) == 6


def test_the_same_practice_gives_the_same_page() -> None:
    assert practice_pdf(GIVEN) == practice_pdf(GIVEN)
