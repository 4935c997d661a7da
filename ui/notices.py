"""Messages that come by themselves: from a kind and parameters to words and buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ui.format import moment, shortened
from ui.text import Html, Texts, joined, safe


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
    "norms_reminder": "norms",
    "time_is_short": "time_is_short",
    "answers_rated": "attempt",
    "no_certificate": "enrolment",
    "certificate_confirmed": "enrolment",
    "certificate_refused": "enrolment",
    "unfinished_practice": "practice_draft",
    "practice_meant": "practice_meant",
    "practice_applied": "practice",
    "practice_due": "my_practice",
    "practice_published": "my_practice",
    "practice_returned": "my_practice",
    "practice_rejected": "my_practice",
    "review_assigned": "review",
    "review_due": "review",
    "practice_judged": "practice_to_decide",
    "review_nobody": "practice_to_decide",
    "question_new": "queue",
    "question_risen": "queue",
    "question_moved": "question",
    "question_rated": "queue",
    "mentor_offer": "offer",
    "mentor_needed": "request",
    "mentor_not_found": "mentoring",
    "mentor_found": "pair",
    "pair_closed": "pair",
    "pair_ordered": "pair",
    "meeting_proposed": "meeting",
    "meeting_agreed": "meeting",
    "meeting_cancelled": "meeting",
    "meeting_said": "meeting",
    "meeting_tomorrow": "meeting",
    "route_stuck": "route_step",
    "route_due": "route_step",
    "route_approved": "route",
    "route_returned": "route",
    "route_note": "route",
    "route_unanswered": "route",
    "route_asked": "guided",
    "route_waits": "guided",
    "run_accepted": "application",
    "run_waiting": "application",
    "run_refused": "application",
    "run_missed": "application",
    "training_due": "training",
    "contacts_asked": "thread",
    "contacts_open": "thread",
}
"""What the button of a notice opens, with the parameter of that name; kinds not here have no button."""


LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
ARRIVED = "👌"
DATES, MOMENTS = ("due", "until", "trained"), ("at",)


def render(kind: str, parameters: dict[str, object], t: Texts, zone: str = "Europe/Moscow") -> Notice:
    """The notice of an outbox row."""
    if kind in _SHAPES:
        return _SHAPES[kind](parameters, t)
    said = {name: _value(name, value, zone) for name, value in parameters.items()}
    text = t(f"notice-{kind.replace('_', '-')}", **said)
    opens = _OPENS.get(kind)
    if opens is None:
        return Notice(text)
    words = t.plain(f"notice-open-{opens}")
    target = f":{parameters[opens]}" if opens in parameters else ""
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


def _material(parameters: dict[str, Any], t: Texts) -> Notice:
    """What changed, a way to it, and one tap not to hear of it again."""
    number = parameters["material"]
    buttons = (
        (t.plain("notice-material-open"), f"n1:material:{number}"),
        (t.plain("notice-material-off"), f"n1:material_off:{number}"),
    )
    said = {name: parameters[name] for name in ("title", "note", "version")}
    return Notice(t("notice-material-changed", **said), buttons)


def _value(name: str, value: object, zone: str) -> object:
    """Rows hold plain JSON: a date comes back as one, a moment in the zone of the reader."""
    if name in MOMENTS:
        return moment(datetime.fromisoformat(str(value)), ZoneInfo(zone))
    return date.fromisoformat(str(value)) if name in DATES else value


def _relayed(parameters: dict[str, Any], t: Texts) -> Notice:
    """Somebody's own words under a line that says where they come from, as far as there is room for it."""
    file, words = parameters["file"], safe(parameters["text"])
    head = t(
        f"relay-from-{parameters['side']}", number=parameters["number"], name=parameters["name"] or "none"
    )
    room = LONGEST_CAPTION if file else LONGEST_TEXT
    whole = joined([head, words]) if len(head) + len(parameters["text"]) < room else words
    buttons = ((t.plain("relay-answer"), f"n1:thread:{parameters['thread']}"),)
    return Notice(whole, buttons, (file,) if file else ())


def _arrived(parameters: dict[str, Any], t: Texts) -> Notice:
    return Notice(Html(""), reaction=ARRIVED)


_SHAPES: dict[str, Callable[[dict[str, Any], Texts], Notice]] = {
    "relay": _relayed,
    "relay_edit": _relayed,
    "relay_seen": _arrived,
    "material_changed": _material,
    "news": _news,
    "news_preview": _news,
    "news_digest": _news_digest,
}
"""Kinds that are more than a sentence with a button."""
