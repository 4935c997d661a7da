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
    "norms_reminder": "norms",
    "no_certificate": "enrolment",
    "certificate_confirmed": "enrolment",
    "certificate_refused": "enrolment",
}
"""What the button of a notice opens; kinds that are not here have none."""


def render(kind: str, parameters: dict[str, object], t: Texts) -> Notice:
    """The notice of an outbox row."""
    text = t(f"notice-{kind.replace('_', '-')}", **parameters)
    opens = _OPENS.get(kind)
    if opens is None:
        return Notice(text)
    words = t.plain(f"notice-open-{opens}")
    target = f":{parameters['enrolment']}" if opens == "enrolment" else ""
    return Notice(text, ((words, f"n1:{opens}{target}"),))
