"""Life for growth zones in the demo: what the crowd took in the months before. Everything is invented."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from db.repositories import people as rows
from db.session import UnitOfWork
from domain.evidence import EvidenceKind, Mode
from domain.mastery import CompetencyScore, growth_zones
from services import content, evidence, viewer

TOOK = 0.6
"""The share of the crowd that took a diagnostic."""
STRENGTH = {"KM2": 0.5, "KS1": 0.75, "KD1": 0.7, "KM4": 0.6}
"""Topics with the share of right answers that teachers give."""
QUESTIONS = 5
LEAST_DAYS, MOST_DAYS = 35, 120


async def give_life(work: Callable[[], UnitOfWork]) -> None:
    random = Random(2026)
    known = content.competencies()
    async with work().reading() as session:
        people = [one for one in (await rows.ids_by_person_code(session)).values() if random.random() < TOOK]
    unit_of_work = work()
    async with unit_of_work.writing() as session:
        for person_id in people:
            who = await viewer.in_session(session, person_id)
            assert who is not None
            scores = [
                CompetencyScore(code, sum(random.random() < share for _ in range(QUESTIONS)), QUESTIONS)
                for code, share in STRENGTH.items()
                if code in known
            ]
            await evidence.record(
                session,
                unit_of_work,
                who,
                EvidenceKind.DIAGNOSTIC,
                who.today(unit_of_work.now()) - timedelta(random.randint(LEAST_DAYS, MOST_DAYS)),
                competencies=[score.competency for score in growth_zones(scores)],
                mode=Mode.SELF,
                details={"scores": {score.competency: [score.right, score.answered] for score in scores}},
            )
