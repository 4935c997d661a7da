"""Routes of the demo: a draft, one that waits for approval, one with a step that stands still, a template."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from db.session import UnitOfWork
from domain.route import STUCK_DAYS
from services import route_approval, route_desk, route_steps, route_templates, route_watch, routes, units
from services.viewer import Viewer

Works = Callable[[], UnitOfWork]
BEGUN = timedelta(days=STUCK_DAYS + 12)
"""How long ago the route that stands still began."""
NOTE = "Начните с билета на выход: это одна карточка и пять минут. (учебный пример)"
PLAN = "Два плана урока с критериями, составленными вместе с классом. (учебный пример)"


async def give_life(
    work: Works,
    at: Callable[[datetime], UnitOfWork],
    viewer: Callable[[int], Awaitable[Viewer]],
) -> None:
    """104 has a draft, 141 asks the methodist, 142 stands still and is accompanied by 105, the deputy."""
    deputy, methodist = await viewer(105), await viewer(107)
    await _template(work, methodist)
    await routes.build(work(), await viewer(104))
    asking = await viewer(141)
    await route_approval.ask(work(), asking, await routes.build(work(), asking), 0)
    await _stuck(work, at, await viewer(142), deputy)


async def _template(work: Works, methodist: Viewer) -> None:
    """What the city wants of everybody."""
    unit = await units.by_code(work(), "Z1")
    assert unit is not None
    await route_templates.add(
        work(), methodist, unit.id, "event", "", "Выступить на методическом дне города с одним приёмом"
    )


async def _stuck(work: Works, at: Callable[[datetime], UnitOfWork], who: Viewer, deputy: Viewer) -> None:
    """Begun almost four weeks ago and approved; one step is made, another has not moved since."""
    began = work().now() - BEGUN
    number = await routes.build(at(began), who)
    step = await route_steps.add_own(at(began), who, "Составить критерии вместе с классом для двух работ")
    shown = await route_steps.get(work(), who, step)
    await route_steps.done(at(began + timedelta(days=3)), who, step, shown.view.revision)
    await route_steps.show_words(at(began + timedelta(days=3)), who, step, PLAN)
    found = await routes.get(work(), who, number)
    await route_approval.ask(at(began), who, number, found.revision, deputy.id)
    found = await routes.get(work(), who, number)
    await route_desk.approve(at(began + timedelta(days=1)), deputy, number, found.revision)
    await route_desk.add_note(at(began + timedelta(days=1)), deputy, number, NOTE)
    await route_watch.ask_about_stuck(work())
