"""Papers of a mentoring pair for signature; people are blanks to be filled in by hand."""

from datetime import datetime

from ui.documents.typesetting import one_line, typeset


def consent_pdf(*, number: int, topic: str, stamped: datetime) -> bytes:
    """The mentor's written consent to the assignment (article 351.8 of the Labour Code), one page."""
    return typeset(
        "mentor_consent",
        {"number": str(number), "topic": one_line(topic)},
        stamped=stamped.replace(microsecond=0),
    )


def programme_pdf(*, number: int, topic: str, order: str, stamped: datetime) -> bytes:
    """The personal programme of the pair: aims, meetings and results as a table to fill in, signatures."""
    values = {"number": str(number), "topic": one_line(topic), "order": one_line(order)}
    return typeset("pair_programme", values, stamped=stamped.replace(microsecond=0))
