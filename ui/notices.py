"""Messages that come by themselves: from a kind and parameters to words and buttons."""

from dataclasses import dataclass

from ui.text import Html, Texts


@dataclass(frozen=True)
class Notice:
    """A rendered message; `buttons` are (words, callback data) and work for months."""

    text: Html
    buttons: tuple[tuple[str, str], ...] = ()


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
    text = t(f"notice-{kind.replace('_', '-')}", **parameters)
    opens = _OPENS.get(kind)
    if opens is None:
        return Notice(text)
    words = t.plain(f"notice-open-{opens}")
    target = f":{parameters['enrolment']}" if opens == "enrolment" else ""
    return Notice(text, ((words, f"n1:{opens}{target}"),))
