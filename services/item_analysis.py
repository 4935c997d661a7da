"""Statistics and calibration of items: from a file of responses, and from the answers the bank has got."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.calibration import Calibration, Model, calibrate
from domain.item_fit import ItemFit, item_fit
from domain.item_statistics import TestStatistics, describe, scored
from files.responses import read_responses


@dataclass(frozen=True)
class Calibrated:
    """A calibration with the names of its items and their fit."""

    names: tuple[str, ...]
    calibration: Calibration
    fit: tuple[ItemFit | None, ...]


def statistics_of_file(
    data: bytes, *, key: str | None = None, group: str = "", omit: Sequence[str] = ()
) -> TestStatistics:
    """Raises FileProblem."""
    found = read_responses(data, key=key, group=group, omit=omit)
    choices = found.answers if found.keys else ()
    return describe(found.items, scored(found.answers, found.keys), choices, found.keys, groups=found.groups)


def calibration_of_file(
    data: bytes, model: Model, *, key: str | None = None, omit: Sequence[str] = ()
) -> Calibrated:
    """Raises FileProblem and NotEnoughData."""
    found = read_responses(data, key=key, omit=omit)
    scores = scored(found.answers, found.keys)
    calibration = calibrate(scores, model)
    return Calibrated(found.items, calibration, tuple(item_fit(scores, calibration)))
