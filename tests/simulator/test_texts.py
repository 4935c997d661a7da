"""Formatted text: entities, their offsets in UTF-16 units, and the words of parse errors."""

import pytest

from simulator.entities import formatted, utf16_slice
from simulator.errors import ApiError


def parsed(text: str, mode: str | None = "HTML", entities: list[dict] | None = None) -> list[tuple[str, str]]:
    plain, found = formatted(text, mode, entities)
    return [(entity["type"], utf16_slice(plain, entity["offset"], entity["length"])) for entity in found]


def refusal(text: str, mode: str = "HTML") -> str:
    with pytest.raises(ApiError) as caught:
        formatted(text, mode, None)
    return caught.value.description.removeprefix("Bad Request: ")


def test_offsets_count_an_emoji_as_two_and_a_cyrillic_letter_as_one():
    text, entities = formatted("Привет 😀 <b>мир</b>", "HTML", None)
    assert text == "Привет 😀 мир"
    assert entities == [{"type": "bold", "offset": 10, "length": 3}]


def test_entities_of_html_nest_and_overlap_as_tags_do():
    assert parsed("<b>а<i>б</i></b><u>в</u><s>г</s><tg-spoiler>д</tg-spoiler>") == [
        ("bold", "аб"),
        ("italic", "б"),
        ("underline", "в"),
        ("strikethrough", "г"),
        ("spoiler", "д"),
    ]


def test_references_are_decoded_and_unknown_ones_left_alone():
    assert formatted("&lt;&gt;&amp;&quot;&#65;&#x42;&nbsp;", "HTML", None)[0] == '<>&"AB&nbsp;'


def test_link_keeps_its_address_with_references_decoded():
    _, entities = formatted('<a href="https://a.ru/?x=1&amp;y=2">тут</a>', "HTML", None)
    assert entities == [{"type": "text_link", "offset": 0, "length": 3, "url": "https://a.ru/?x=1&y=2"}]


def test_link_without_an_address_is_dropped():
    assert parsed('<a href="нет">тут</a>') == []


def test_code_with_a_language_inside_pre_is_one_entity():
    _, entities = formatted('<pre><code class="language-python">x = 1</code></pre>', "HTML", None)
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_expandable_quotation_is_told_from_a_plain_one():
    assert parsed("<blockquote expandable>а</blockquote>") == [("expandable_blockquote", "а")]
    assert parsed("<blockquote>а</blockquote>") == [("blockquote", "а")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("да<x>", 'Unsupported start tag "x" at byte offset 4'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>а", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>а</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("а</b>", "Unexpected end tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>а</b", "Unclosed end tag at byte offset 5"),
        ("<span>а</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=a/b>а</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">а</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_with_the_byte_offset(text: str, words: str):
    assert refusal(text) == f"can't parse entities: {words}"


def test_markdown_v2_knows_all_its_marks():
    text = "*ж* _к_ __п__ ~з~ ||с|| `м` [тут](https://a.ru/\\)) \\."
    assert parsed(text, "MarkdownV2") == [
        ("bold", "ж"),
        ("italic", "к"),
        ("underline", "п"),
        ("strikethrough", "з"),
        ("spoiler", "с"),
        ("code", "м"),
        ("text_link", "тут"),
    ]


def test_block_of_code_in_markdown_v2_names_its_language():
    _, entities = formatted("```py\nx = 1```", "MarkdownV2", None)
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "py"}]


def test_quotation_in_markdown_v2_ends_with_its_lines():
    assert parsed(">раз\n>два\nтри", "MarkdownV2") == [("blockquote", "раз\nдва")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("а.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("да *б", "Can't find end of Bold entity at byte offset 5"),
        ("[а](https://a", "Can't find end of a URL at byte offset 5"),
        ("_а", "Can't find end of Italic entity at byte offset 0"),
    ],
)
def test_broken_markdown_v2_is_refused(text: str, words: str):
    assert refusal(text, "MarkdownV2") == f"can't parse entities: {words}"


def test_unknown_parse_mode_is_refused():
    assert refusal("а", "BBCode") == "unsupported parse_mode"


def test_white_space_around_a_text_is_cut_and_entities_follow():
    text, entities = formatted(" \n <b> а </b> \n", "HTML", None)
    assert (text, entities) == ("а", [{"type": "bold", "offset": 0, "length": 1}])


def test_control_and_direction_characters_are_cleaned():
    assert formatted("а\u202eб\0в\r\nг", None, None)[0] == "аб в\nг"


def test_commands_links_mentions_and_hashtags_are_found():
    text = "/start@demo_bot @someone #тег https://t.me/x?start=1. a@b.ru 1/2 10.12.2025"
    assert parsed(text, None) == [
        ("bot_command", "/start@demo_bot"),
        ("mention", "@someone"),
        ("hashtag", "#тег"),
        ("url", "https://t.me/x?start=1"),
        ("email", "a@b.ru"),
    ]


def test_nothing_is_found_inside_code():
    assert parsed("<code>/start</code>") == [("code", "/start")]


def test_parse_mode_wins_over_given_entities():
    assert parsed("<i>а</i>", "HTML", [{"type": "bold", "offset": 0, "length": 1}]) == [("italic", "а")]


def test_given_entities_outside_the_text_are_cut():
    given = [{"type": "bold", "offset": 1, "length": 50}, {"type": "italic", "offset": 9, "length": 1}]
    assert parsed("аб", None, given) == [("bold", "б")]
