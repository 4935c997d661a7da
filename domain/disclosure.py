"""When a figure about several people may be shown: never one from which a person could be known."""

LEAST = 5


def may_show(some: int, of: int) -> bool:
    """Whether «`some` of `of`» tells nobody's result: five on either side, so neither all nor none."""
    return some >= LEAST and of - some >= LEAST
