"""Messages that come by themselves: from a kind and parameters to words and buttons."""

from dataclasses import dataclass

from ui.text import Html, Texts


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
}
"""What the button of a notice opens, with the parameter of that name; kinds not here have no button."""


def render(kind: str, parameters: dict[str, object], t: Texts) -> Notice:
    """The notice of an outbox row."""
    text = t(f"notice-{kind.replace('_', '-')}", **parameters)
    opens = _OPENS.get(kind)
    if opens is None:
        return Notice(text)
    words = t.plain(f"notice-open-{opens}")
    target = f":{parameters[opens]}" if opens in parameters else ""
    return Notice(text, ((words, f"n1:{opens}{target}"),))
