"""Messages that come by themselves: from a kind and parameters to words and buttons."""

from dataclasses import dataclass
from typing import Any

from ui.format import shortened
from ui.text import Html, Texts, joined


@dataclass(frozen=True)
class Notice:
    """A rendered message.

    `buttons` are (words, callback data or address) and work for months. `files` are references such as
    "photo:ID": the text is the caption of the first, and several are an album, which has no buttons.
    A `reaction` is put on the letter's message instead of writing a new one.
    """

    text: Html
    buttons: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    silent: bool = False
    reaction: str = ""


_OPENS = {
    "unfinished_diagnostic": "diagnostic",
    "roster_reminder": "diagnostic",
    "no_certificate": "enrolment",
    "certificate_confirmed": "enrolment",
    "certificate_refused": "enrolment",
}
"""What the button of a notice opens; kinds that are not here have none."""


def render(kind: str, parameters: dict[str, object], t: Texts) -> Notice:
    """The notice of an outbox row."""
    if kind in _SPECIAL:
        return _SPECIAL[kind](parameters, t)
    text = t(f"notice-{kind.replace('_', '-')}", **parameters)
    opens = _OPENS.get(kind)
    if opens is None:
        return Notice(text)
    words = t.plain(f"notice-open-{opens}")
    target = f":{parameters['enrolment']}" if opens == "enrolment" else ""
    return Notice(text, ((words, f"n1:{opens}{target}"),))


def _news(parameters: dict[str, Any], t: Texts) -> Notice:
    """What its author wrote, with the author's marks; a button of theirs, and one to be spared the topic."""
    topic = t.plain(f"topic-news-{parameters['topic']}")
    buttons = [(t.plain("notice-news-off"), f"n1:news_off:{parameters['broadcast']}")]
    if parameters["link_url"]:
        buttons.insert(0, (parameters["link_words"], parameters["link_url"]))
    files = (parameters["file"],) if parameters["file"] else ()
    return Notice(t("notice-news", text=Html(parameters["text"]), topic=topic), tuple(buttons), files)


def _news_digest(parameters: dict[str, Any], t: Texts) -> Notice:
    titles = joined([f"• {shortened(title, 80)}" for title in parameters["titles"]])
    text = t("notice-news-digest", titles=titles, count=parameters["count"])
    return Notice(text, ((t.plain("notice-news-open"), "n1:news"),))


_SPECIAL = {"news": _news, "news_preview": _news, "news_digest": _news_digest}
"""Kinds that are more than one sentence."""
