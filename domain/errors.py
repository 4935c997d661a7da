"""Named refusals: what the product answers when it says no.

A refusal is part of the conversation, not a failure. Its class names the reason, `ui.text` turns the
name into a Russian sentence (`refusal-attempt-is-over` in the locales), and nobody sees a traceback.
"""

import re


class Refusal(Exception):
    """Base of everything the product refuses on purpose. `params` fill the sentence."""

    def __init__(self, **params: object) -> None:
        super().__init__(type(self).__name__)
        self.params = params

    @property
    def text_id(self) -> str:
        """Fluent id of the sentence: AttemptIsOver -> refusal-attempt-is-over."""
        words = re.findall(r"[A-Z][a-z0-9]*", type(self).__name__)
        return "refusal-" + "-".join(word.lower() for word in words)


class NotFound(Refusal):
    """The thing does not exist, or it exists outside the viewer's scope: one answer for both."""


class NotAllowed(Refusal):
    """The viewer's grants do not hold this right."""


class OwnAffair(Refusal):
    """Nobody confirms, reviews or approves what is their own."""


class ScreenIsStale(Refusal):
    """The button belongs to a step that is no longer the one shown."""


class WrongInput(Refusal):
    """What was typed can't be read as what was asked; `why` is a Russian sentence."""
