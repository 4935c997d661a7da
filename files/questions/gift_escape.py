"""GIFT's escapes, one table for reading and writing.

While a question is taken apart, an escaped sign is a stand-in (a Unicode noncharacter), so that it never acts
as a delimiter; the parts get the sign back.
"""

_SIGNS = ":#={}~"
_STAND_INS = {sign: chr(0xFDD0 + at) for at, sign in enumerate((*_SIGNS, "\n", "\\"))}
_TO_SIGNS = str.maketrans({stand_in: sign for sign, stand_in in _STAND_INS.items()})
_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
_ESCAPED = str.maketrans({sign: "\\" + sign for sign in (*_SIGNS, "\\")} | {"\n": "\\n"})


def hide_escaped(source: str) -> str:
    """The source with every escaped sign replaced by its stand-in; other backslashes stay."""
    source = (
        source.translate(_NONCHARACTERS).replace("\\\\", _STAND_INS["\\"]).replace("\\n", _STAND_INS["\n"])
    )
    for sign in _SIGNS:
        source = source.replace("\\" + sign, _STAND_INS[sign])
    return source


def show_escaped(part: str) -> str:
    """The part with the signs back."""
    return part.translate(_TO_SIGNS)


def escape(text: str) -> str:
    """The text as GIFT writes it: on one line, with every control sign escaped."""
    return text.translate(_ESCAPED)
