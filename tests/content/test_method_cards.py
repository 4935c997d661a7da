"""Cards of the week and the observation form, as people read and fill them."""

import re

from services import content


def test_twenty_cards_each_with_one_action() -> None:
    cards = content.read_yaml(content.FOLDER / "method_cards.yaml")["cards"]
    assert len(cards) == 20
    assert len({card["code"] for card in cards}) == 20
    assert len({card["title"] for card in cards}) == 20
    for card in cards:
        assert card.keys() == {"code", "title", "competency", "text", "action"}
        assert card["competency"] in content.competencies()
        assert 60 <= len(re.findall(r"\w[\w-]*", card["text"])) <= 90
        assert len(card["text"]) <= 500, "with its title and action a card is one screen"
        assert len(card["action"]) <= 120


def test_a_sign_of_the_form_has_words_for_each_mark_and_a_line_for_evidence() -> None:
    form = content.read_yaml(content.FOLDER / "observation_form.yaml")
    assert [mark["score"] for mark in form["marks"]] == [0, 1, 2]
    assert 8 <= len(form["signs"]) <= 10
    for sign in form["signs"]:
        assert sign.keys() == {"code", "competency", "text", "marks", "evidence"}
        assert sign["competency"] in content.competencies()
        assert len(sign["marks"]) == 3
        assert all(sign[field] for field in ("text", "evidence"))
