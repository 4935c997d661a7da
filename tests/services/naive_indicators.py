"""The indicators counted once more, from the rows of the files, by somebody who has not seen the product.

Loops over everybody for every unit; nothing here is shared with the code it checks.
"""

from datetime import date


def day(text):
    return date.fromisoformat(text) if text else None


def two_years_before(when):
    return (
        when.replace(year=when.year - 2, day=28)
        if (when.month, when.day) == (2, 29)
        else when.replace(year=when.year - 2)
    )


def years_later(when, years):
    if (when.month, when.day) == (2, 29) and (when.year + years) % 4:
        return date(when.year + years, 3, 1)
    return when.replace(year=when.year + years)


class Naive:
    """`tables` holds the files as lists of dictionaries."""

    def __init__(self, tables, as_of, modes=("independent", "external")):
        self.t, self.as_of, self.modes = tables, as_of, modes
        self.parent = {row["code"]: row["parent_code"] for row in tables["units"]}
        self.level = {row["code"]: row["level"] for row in tables["units"]}
        self.programmes = {row["registry_no"]: row for row in tables["programmes"]}

    def is_in(self, unit, branch):
        while unit:
            if unit == branch:
                return True
            unit = self.parent[unit]
        return False

    def in_year(self, row):
        return date(self.as_of.year, 1, 1) <= day(row["date"]) <= self.as_of

    def unit_of(self, row):
        if row["unit_code"]:
            return row["unit_code"]
        places = []
        for one in self.t["people"]:
            if one["person_code"] == row["person_code"]:
                since, until = day(one["member_since"]) or date.min, day(one["member_until"]) or date.max
                if since <= day(row["date"]) <= until:
                    places.append((since, one["unit_code"]))
        return max(places)[1] if places else None

    def facts(self, kind, code=None):
        rows = [row for row in self.t["evidence"] if row["kind"] == kind]
        return rows if code is None else [row for row in rows if row["person_code"] == code]

    def people(self):
        return sorted({row["person_code"] for row in self.t["people"]})

    def of_person(self, code, column):
        return next((r[column] for r in self.t["people"] if r["person_code"] == code and r[column]), "")

    def chain(self, done):
        programme = self.programmes.get(done["programme_no"])
        if programme is None or not self.in_year(done):
            return False
        entered = [
            row["date"]
            for row in self.facts("enrolled", done["person_code"])
            if row["programme_no"] == done["programme_no"] and row["date"] <= done["date"]
        ]
        tested = max(entered) if entered else done["date"]
        if programme["included_on"] and tested < programme["included_on"]:
            return False
        if programme["valid_until"] and tested > programme["valid_until"]:
            return False
        for row in self.facts("diagnostic", done["person_code"]):
            shared = set(row["deficit"].split()) & set(programme["competencies"].split())
            early = day(row["date"]) < two_years_before(day(done["date"]))
            if (
                shared
                and not early
                and row["date"] < done["date"]
                and (row["mode"] or "external") in self.modes
            ):
                return True
        return False

    def i1(self, unit):
        found = set()
        for done in self.facts("completed"):
            at = self.unit_of(done)
            if at and self.is_in(at, unit) and self.level[at] != "university" and self.chain(done):
                found.add(done["person_code"])
        return len(found), self.headcount(unit, "teachers")

    def i2(self, unit, passed):
        number = 0
        for code in self.people():
            attempts = [row for row in self.facts("fl_diagnostic", code) if self.in_year(row)]
            if not attempts:
                continue
            newest = max(row["date"] for row in attempts)
            last = [row for row in attempts if row["date"] == newest][-1]
            at = self.unit_of(last)
            if at is None or not self.is_in(at, unit):
                continue
            if self.level[at] == "university":
                year = self.of_person(code, "graduation_year")
                if (year and int(year) != self.as_of.year) or self.level[unit] == "municipality":
                    continue
            number += not passed or (last["value"] != "" and float(last["value"]) >= 70)
        teachers, graduates = self.headcount(unit, "teachers"), None
        if self.level[unit] in ("country", "region", "university"):
            graduates = self.headcount(unit, "graduates")
        if teachers is None and graduates is None:
            return number, None
        return number, (teachers or 0) + (graduates or 0)

    def i3(self, unit):
        teams = {row["person_code"] for row in self.facts("team_trained") if self.in_year(row)}
        return sum(self.is_in(team, unit) for team in teams), self.headcount(unit, "management_teams")

    def i4(self, unit):
        number = 0
        for code in self.people():
            born, began = day(self.of_person(code, "birth_date")), day(self.of_person(code, "work_start"))
            support = [row for row in self.facts("support", code) if self.in_year(row)]
            if not (born and began and support):
                continue
            if years_later(born, 35) <= self.as_of or years_later(began, 3) <= self.as_of:
                continue
            newest = max(row["date"] for row in support)
            at = self.unit_of([row for row in support if row["date"] == newest][-1])
            number += at is not None and self.level[at] != "university" and self.is_in(at, unit)
        return number, self.headcount(unit, "young_teachers")

    def headcount(self, unit, column):
        given = [
            int(row[column])
            for row in self.t["headcounts"]
            if str(row["period"]) == str(self.as_of.year)
            and row[column] != ""
            and self.is_in(row["unit_code"], unit)
        ]
        return sum(given) if given else None

    def everything(self):
        found = {}
        for unit in self.level:
            found[unit, "I1"] = self.i1(unit)
            found[unit, "I2a"], found[unit, "I2b"] = self.i2(unit, passed=False), self.i2(unit, passed=True)
            found[unit, "I3"], found[unit, "I4"] = self.i3(unit), self.i4(unit)
        return found
