"""The A4 poster of an organisation: a deputy prints it and hangs it in the staff room."""

from io import BytesIO

from ui.documents.typesetting import one_line, typeset


def poster_pdf(*, organisation: str, address: str, link: str, join_code: str, bot_username: str) -> bytes:
    """One A4 page, black on white, with three ways in: a QR code, the link, the short code sent to the bot.

    `link` is a full https address, `bot_username` comes with or without «@». An empty address leaves no gap.
    """
    return typeset("poster", poster_values(organisation, address, link, join_code, bot_username))


def poster_values(
    organisation: str, address: str, link: str, join_code: str, bot_username: str
) -> dict[str, str]:
    """What poster.typ reads; everything from people is data here and stays data there."""
    return {
        "organisation": one_line(organisation),
        "address": one_line(address),
        "link": one_line(link),
        "code": one_line(join_code),
        "bot": "@" + one_line(bot_username).removeprefix("@"),
        "qr": qr_svg(one_line(link)),
    }


def qr_svg(link: str) -> str:
    """The link as a QR code with its quiet zone of four modules.

    Level Q (a quarter may be damaged): paper on a wall gets creased, curled and scribbled on.
    """
    import segno

    out = BytesIO()
    segno.make(link, error="q", micro=False).save(out, kind="svg", border=4, dark="#000", light="#fff")
    return out.getvalue().decode("utf-8")
