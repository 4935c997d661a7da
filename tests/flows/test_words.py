"""Every sentence as an editor reads it: short, with «Вы», with ё, counted in good Russian."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from fluent.syntax import ast, parse

from ui.text import LOCALES, Texts

LONGEST = 15
WITHOUT_YO = re.compile(
    r"\b(еще|идет|придет|пройдет|найдет|вернет|ждет|дает|прием|объем|учет|зачет|свое|мое|твое|ее|нее|ведет"
    r"|отчет|пришел|нашел|прошел|вошел|лишен|решен|включен|удален|начнем|живет)\b",
    re.IGNORECASE,
)


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence of the locales with its id; whatever is filled in stands as «Х»."""
    for path in sorted((LOCALES / "ru").glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ast.Message) and entry.value is not None:
                for text in set(readings(entry.value)):
                    plain = re.sub(r"<[^>]+>", "", text)
                    yield from (
                        (entry.id.name, one) for one in re.split(r"(?<=[.!?])\s+|\n", plain) if one.strip()
                    )


def readings(pattern: ast.Pattern) -> list[str]:
    """Every way a pattern can be read aloud."""
    parts = [_element(one) for one in pattern.elements]
    return ["".join(choice) for choice in product(*parts)]


def _element(element: ast.TextElement | ast.Placeable) -> list[str]:
    if isinstance(element, ast.TextElement):
        return [element.value]
    inside = element.expression
    if isinstance(inside, ast.SelectExpression):
        return [text for variant in inside.variants for text in readings(variant.value)]
    return [inside.value] if isinstance(inside, ast.StringLiteral) else ["Х"]


def test_a_sentence_has_at_most_fifteen_words() -> None:
    long = {(name, one) for name, one in sentences() if len(re.findall(r"[\w«»№-]+", one)) > LONGEST}
    assert not long


def test_one_person_is_addressed_with_a_capital_letter() -> None:
    small = {(name, one) for name, one in sentences() if re.search(r"\b(вы|вас|вам|вами|ваш\w*)\b", one)}
    assert not small


def test_yo_is_written_and_quotes_and_dashes_are_russian() -> None:
    assert not {(name, one) for name, one in sentences() if WITHOUT_YO.search(one)}
    assert not {(name, one) for name, one in sentences() if re.search(r"\"|“|”| - |--|\.\.|!!", one)}


@pytest.mark.parametrize(
    ("count", "certificate", "refused", "skipped", "more"),
    [
        (1, "удостоверение по 1 программе", "1 удостоверение", "Пропущен 1 вопрос", "и ещё 1 тема"),
        (2, "удостоверения по 2 программам", "2 удостоверения", "Пропущены 2 вопроса", "и ещё 2 темы"),
        (5, "удостоверения по 5 программам", "5 удостоверений", "Пропущено 5 вопросов", "и ещё 5 тем"),
        (11, "удостоверения по 11 программам", "11 удостоверений", "Пропущено 11 вопросов", "и ещё 11 тем"),
        (21, "удостоверение по 21 программе", "21 удостоверение", "Пропущен 21 вопрос", "и ещё 21 тема"),
    ],
)
def test_things_are_counted_in_good_russian(
    count: int, certificate: str, refused: str, skipped: str, more: str
) -> None:
    t = Texts(strict=True)
    assert t("waiting-certificate", count=count) == f"Ждём {certificate}."
    assert t("waiting-refused", count=count).startswith(f"{refused} вернули")
    assert f"{skipped}." in t("diag-summary", answered=0, length=20, skipped=count, literacy="no")
    assert t("diag-zone", title="Х", more=count).endswith(more)


def test_nothing_is_left_out_where_nothing_is_skipped() -> None:
    t = Texts(strict=True)
    assert "Можно завершить" in t("diag-summary", answered=20, length=20, skipped=0, literacy="no")
    assert t("diag-zone", title="Х", more=0) == "Ваша зона роста: Х"
