"""Days as a calendar file (.ics) that any telephone takes; it names nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ui.documents.typesetting import one_line

REMIND_BEFORE = timedelta(hours=9)
"""A whole day begins at midnight: the calendar reminds at three in the afternoon of the day before."""


@dataclass(frozen=True)
class Day:
    """A term: `key` stays the same when the file is taken again, so that the calendar moves it."""

    key: str
    on: date
    title: str
    note: str


def calendar_file(days: Sequence[Day], stamped: datetime) -> bytes:
    from icalendar import Alarm, Calendar, Event

    found = Calendar()
    found.add("prodid", "-//Opora//opora//RU")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    for one in days:
        event = Event()
        event.add("uid", f"{one.key}@opora")
        event.add("dtstamp", stamped)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one_line(f"Срок: {one.title}"))
        event.add("description", one_line(one.note))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one_line(one.title))
        alarm.add("trigger", -REMIND_BEFORE)
        event.add_component(alarm)
        found.add_component(event)
    return found.to_ical()
