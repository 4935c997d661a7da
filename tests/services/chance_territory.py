"""A territory of chance as rows of files, where dates and codes collide as often as possible."""

from datetime import date, timedelta
from random import Random

UNITS = {
    "RU": ("", "country"),
    "R": ("RU", "region"),
    "M1": ("R", "municipality"),
    "M2": ("R", "municipality"),
    **{f"S{number}": (f"M{number % 2 + 1}", "school") for number in range(5)},
    "K": ("R", "school"),
    "U1": ("M1", "university"),
    "U2": ("R", "university"),
}
HOMES = [code for code, (_, level) in UNITS.items() if level in ("school", "university")]
CODES = ("KM1", "KM2", "KM3", "KS1")
EDGES = (
    "2026-01-01",
    "2025-12-31",
    "2026-06-30",
    "2026-07-01",
    "2026-02-28",
    "2024-02-29",
    "2024-06-30",
)
KINDS = (*("diagnostic", "completed") * 4, "enrolled", *("fl_diagnostic", "support") * 2)
EMPTY = dict.fromkeys(
    ("person_code", "unit_code", "kind", "date", "value", "programme_no", "deficit", "mode", "form"), ""
)


class Chance:
    """The files of one seed: `tables()` gives rows by kind, in the order of import."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.pick = self.random.choice

    def tables(self):
        people = [row for number in range(40) for row in self.person(f"p{number}")]
        codes = sorted({row["person_code"] for row in people})
        facts = [self.fact(self.pick(codes)) for _ in range(500)] + [self.team() for _ in range(12)]
        facts = list({tuple(row.values()): row for row in facts}.values())
        return {
            "units": [
                {"code": code, "parent_code": parent, "level": level, "name": code}
                for code, (parent, level) in UNITS.items()
            ],
            "headcounts": [self.headcount(code) for code in HOMES if self.random.random() < 0.8],
            "programmes": [self.programme(number) for number in range(8)],
            "people": people,
            "evidence": facts,
        }

    def day(self):
        if self.random.random() < 0.5:
            return self.pick(EDGES)
        return f"{self.pick((2024, 2025, 2026))}-{self.random.randint(1, 12):02}-{self.pick((1, 15, 28)):02}"

    def some(self, value, share=0.5):
        return value if self.random.random() < share else ""

    def headcount(self, code):
        others = ("young_teachers", "management_teams")
        names = ("graduates",) if code.startswith("U") else ("teachers", *others)
        empty = dict.fromkeys(("teachers", "graduates", *others), "")
        told = {name: self.some(self.random.randint(0, 30), 0.8) for name in names}
        return {"unit_code": code, "period": 2026, **empty, **told}

    def programme(self, number):
        included, until = sorted((self.day(), self.day()))
        told = {"title": "П", "provider": "А", "kind": "ПК", "hours": 16, "form": "очно"}
        dates = {"included_on": self.some(included), "valid_until": self.some(until)}
        return {
            "registry_no": f"P{number}",
            **told,
            **dates,
            "competencies": " ".join(self.random.sample(CODES, 2)),
        }

    def person(self, code):
        """Somebody in one place, or in two, one after the other."""
        row = {
            "person_code": code,
            "full_name": "Учебный Пример",
            "birth_date": self.some(f"{self.pick((1980, 1991, 1998))}-06-{self.pick((29, 30))}", 0.8),
            "work_start": self.some(f"{self.pick((2023, 2024))}-{self.pick(('06-30', '07-01'))}", 0.8),
            "graduation_year": self.some(self.pick(("2025", "2026"))),
        }
        here, before = self.random.sample(HOMES, 2)
        if self.random.random() < 0.6:
            since = self.some("2025-01-01", 0.2)
            return [row | {"unit_code": here, "member_since": since, "member_until": ""}]
        moved = self.pick(("2026-02-27", "2026-06-29"))
        after = str(date.fromisoformat(moved) + timedelta(days=1))
        return [
            row | {"unit_code": before, "member_since": "", "member_until": moved},
            row | {"unit_code": here, "member_since": after, "member_until": ""},
        ]

    def fact(self, person):
        kind = self.pick(KINDS)
        row = EMPTY | {"person_code": person, "kind": kind, "date": self.day()}
        row["unit_code"] = self.some(self.pick(HOMES), 0.05)
        if kind == "fl_diagnostic":
            row["value"] = self.some(self.pick(("69.9", "70", "70.0", "100", "0")), 0.9)
        elif kind == "diagnostic":
            row["deficit"] = " ".join(self.random.sample(CODES, self.random.randrange(3)))
            row["mode"] = self.some(self.pick(("self", "independent", "external")))
        elif kind != "support":
            row["programme_no"] = f"P{self.random.randrange(8)}"
        return row

    def team(self):
        return EMPTY | {"person_code": self.pick(HOMES), "kind": "team_trained", "date": self.day()}
