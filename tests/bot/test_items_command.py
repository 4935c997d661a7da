"""`python -m bot items` from outside: tables for people, JSON for programs, one line for what is wrong."""

import json
from pathlib import Path

import pytest

from tests.bot.test_command_line import Shell
from tests.published import LSAT6


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def lsat(tmp_path: Path) -> Path:
    rows = "\n".join(",".join(str(int(answer)) for answer in row) for row in LSAT6)
    file = tmp_path / "lsat.csv"
    file.write_text("Q1,Q2,Q3,Q4,Q5\n" + rows, encoding="utf-8")
    return file


def test_statistics_for_programs_have_the_promised_shape(shell: Shell, lsat: Path) -> None:
    done = shell("items", "stats", "--responses", lsat, "--json", DATABASE_URL="nothing://here")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == ["n", "items", "alpha", "mean", "sd"]
    assert list(found["items"][0]) == ["item", "p", "r_rest", "alpha_if_deleted", "flags"]
    assert (found["n"], found["mean"], round(found["alpha"], 3)) == (1000, 3.819, 0.295)
    assert found["items"][0]["flags"] == ["weak"]


def test_statistics_for_people_are_tables_in_russian(shell: Shell) -> None:
    file = shell.folder / "ответы.csv"
    file.write_text("код;В1;В2\n" + "".join(f"{n};{'АБВ'[n % 3]};А\n" for n in range(60)), encoding="cp1251")
    done = shell("items", "stats", "--responses", file, "--key", "А,А")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0,333" in done.stdout
    assert "✓ А" in done.stdout
    assert "ответ у всех один" in done.stdout
    assert "Людей 60, заданий 2, α 0,000" in done.stdout


def test_calibration_for_programs_and_for_people(shell: Shell, lsat: Path) -> None:
    done = shell("items", "calibrate", "--responses", lsat, "--model", "1pl", "--json")
    found = json.loads(done.stdout)
    assert (list(found), found["model"], round(found["loglik"], 3)) == (
        ["model", "loglik", "items"], "1pl", -2466.938
    )  # fmt: skip
    assert list(found["items"][0]) == ["item", "a", "b", "se_a", "se_b"]
    assert round(found["items"][0]["b"], 3) == -3.615
    table = shell("items", "calibrate", "--responses", lsat, "--model", "2pl")
    assert "−2466,653" in table.stdout


def test_what_can_not_be_read_ends_in_one_line(shell: Shell) -> None:
    file = shell.folder / "a.csv"
    for text in ("Q1,Q2\n1,0\n1\n", "Q1,Q2\nA,B\n", "\n", "Q1,Q2\n1,1\n1,1\n"):
        file.write_text(text, encoding="utf-8")
        done = shell("items", "calibrate", "--responses", file, "--model", "2pl")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("a.csv: ")
        assert len(done.stderr.strip().splitlines()) == 1


def test_wrong_use_ends_with_2(shell: Shell, lsat: Path) -> None:
    assert shell("items", "stats").returncode == 2
    assert shell("items", "stats", "management", "--responses", lsat).returncode == 2
    assert shell("items", "calibrate", "--responses", lsat, "--model", "3pl").returncode == 2
    assert shell("items", "stats", "--responses", "nowhere.csv").returncode == 2


def test_a_bank_goes_out_and_comes_back_unchanged(shell: Shell) -> None:
    assert shell("migrate").returncode == 0
    trips = (("management", "a.gift", "новых 30"), ("mine", "b.xlsx", "новых 0, изменённых 0, прежних 30"))
    for bank, name, came in trips:
        done = shell("items", "export", bank, name)
        assert (done.returncode, done.stderr) == (0, "")
        assert "заданий 30" in done.stdout
        assert came in shell("import", "questions", name, "--bank", "mine").stdout
    for words in (("management", "bank.doc"), ("unknown", "bank.gift")):
        done = shell("items", "export", *words)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "меньше двух калибровок" in shell("items", "drift", "management").stderr
    assert "Группы «sex» нет" in shell("items", "stats", "management", "--group", "sex").stderr
