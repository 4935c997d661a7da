"""Numbers of paper forms and the line of letters that is typed from one."""

import re

SKIPPED = "-"
_LETTERS = "АБВГДЕ"
_LOOKALIKES = str.maketrans("ABE", "АВЕ")
_NO_ANSWER = str.maketrans("–—_.0", SKIPPED * 5)


def form_number(form_id: int) -> str:
    """«00012-06»: the last two digits tell a mistyped number from a right one."""
    return f"{form_id:05}-{_check(form_id):02}"


def _check(form_id: int) -> int:
    """ISO 7064, modulo 97: any one wrong digit and any two swapped neighbours are found."""
    return (98 - form_id * 100 % 97) % 97


def typed_number(text: str) -> str | None:
    """The number as printed; None when a digit must be wrong."""
    digits = re.sub(r"\D", "", text)
    if not 3 <= len(digits) <= 12:
        return None
    form_id, check = int(digits[:-2]), int(digits[-2:])
    return form_number(form_id) if _check(form_id) == check else None


def typed_letters(text: str) -> str:
    """Letters as answers are compared: capitals, Latin lookalikes made Russian, a dash for no answer."""
    return "".join(text.split()).upper().translate(_LOOKALIKES).translate(_NO_ANSWER)


def wrong_place(letters: str, options: list[int]) -> int | None:
    """The first place (from 1) whose letter the question does not have; None when all are possible."""
    for place, (letter, count) in enumerate(zip(letters, options, strict=True), 1):
        if letter != SKIPPED and letter not in _LETTERS[:count]:
            return place
    return None


def grouped(letters: str) -> str:
    """By fives, to be compared with the paper: «АБВГА БВ-АА»."""
    return " ".join(letters[at : at + 5] for at in range(0, len(letters), 5))
