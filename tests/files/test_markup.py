import pytest

from files.questions.markup import Format, to_text
from files.questions.model import Refused


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Раз</p>\n<p>Два&nbsp;и <b>три</b></p>", "Раз\nДва и три"),
        ("строка\nдальше<br>новая", "строка дальше\nновая"),
        ("10<sup>3</sup> и H<sub>2</sub>O, x<sup>n+1</sup>, y<sup>к</sup>", "10³ и H₂O, xⁿ⁺¹, y^к"),
        ("<ul><li>да</li><li>нет</li></ul><ol><li>а</li><li>б</li></ol>", "• да\n• нет\n1. а\n2. б"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 | 2\n3"),
        ("<pre>\ndef f():\n    return 1\n</pre>", "def f():\n    return 1"),
        ('<a href="https://site.ru/a?b=1&amp;c=2">закон</a>', "закон (https://site.ru/a?b=1&c=2)"),
        ("&lt;b&gt; &laquo;да&raquo; &#8470;&nbsp;5", "<b> «да» № 5"),
        ("если a<b и c>d, то List<String>", "если a<b и c>d, то List<String>"),
        ("до<!-- <img src='x'> -->после<script>alert(1)</script>", "допосле"),
        ('<o:p></o:p><span lang=RU style="font:7.0pt &quot;Arial&quot;">Word</span>', "Word"),
    ],
)
def test_html_becomes_text_that_means_the_same(source, text):
    assert to_text(source, Format.HTML) == text


def test_a_line_end_is_a_break_in_moodles_own_format_only():
    assert to_text("а\n  б", Format.MOODLE) == "а\nб"
    assert to_text("а\n  б", Format.HTML) == "а б"


def test_plain_text_is_left_alone():
    assert to_text("<b> &amp; **x**", Format.PLAIN) == "<b> &amp; **x**"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Тема\n**жирно**, *курсив*, _ещё_ и `код_x`", "Тема\nжирно, курсив, ещё и код_x"),
        ("snake_case_name и _____ пропуск, 2 * 3 * 4", "snake_case_name и _____ пропуск, 2 * 3 * 4"),
        ("[закон](https://site.ru) и <https://site.ru/b>", "закон (https://site.ru) и https://site.ru/b"),
        ("- один\n    - два\n\\*не курсив\\*", "- один\n    - два\n*не курсив*"),
        ("```\n<b>a</b> `x`\n```", "<b>a</b> `x`"),
        ("> цитата &amp; <b>тег</b>", "цитата & тег"),
    ],
)
def test_markdown_becomes_text(source, text):
    assert to_text(source, Format.MARKDOWN) == text


@pytest.mark.parametrize(
    ("source", "form", "construct"),
    [
        ('<img src="data:image/png;base64,xx">', Format.HTML, "image"),
        ("<IMG SRC=x.png>", Format.MOODLE, "image"),
        ("![схема](a.png)", Format.MARKDOWN, "image"),
        ('<a href="@@PLUGINFILE@@/a.pdf">файл</a>', Format.HTML, "image"),
        ("<video controls src='a.mp4'></video>", Format.HTML, "image"),
        ("<math><mi>x</mi></math>", Format.HTML, "formula"),
        ("текст <span style", Format.HTML, "markup"),
    ],
)
def test_what_text_can_not_show_is_refused_by_name(source, form, construct):
    with pytest.raises(Refused) as refusal:
        to_text(source, form)
    assert refusal.value.construct == construct


def test_unclosed_markup_takes_no_forever():
    for piece in ("<!--", "<p ", "<a href='", "<sup>", "<ul><li>", "&#", "**", "[", "`", "<b a="):
        for form in Format:
            try:
                to_text(piece * 20_000, form)
            except Refused:
                continue
