"""Question files of methodists: read by `parse_questions`, written to GIFT by `to_gift`."""

from files.questions.gift_out import to_gift
from files.questions.model import (
    Kind,
    NumberAnswer,
    Option,
    Pair,
    Question,
    QuestionFile,
    Refusal,
    ShortAnswer,
    Source,
)
from files.questions.read import parse_questions

__all__ = [
    "Kind",
    "NumberAnswer",
    "Option",
    "Pair",
    "Question",
    "QuestionFile",
    "Refusal",
    "ShortAnswer",
    "Source",
    "parse_questions",
    "to_gift",
]
