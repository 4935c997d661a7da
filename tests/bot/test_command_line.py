"""The command line from outside: what it prints, and its exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAMMES = ROOT / "content" / "demo" / "programmes.csv"
UNITS = ROOT / "content" / "demo" / "units.csv"


class Shell:
    """Runs commands in an empty folder on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{
                name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "BOT_USERNAME")
            },
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'opora.db'}",
        }

    def __call__(self, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *map(str, words)],
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_units_and_programmes_come_in_and_a_second_time_nothing_changes(shell: Shell) -> None:
    first = shell("import", "units", UNITS)
    assert (first.returncode, first.stderr) == (0, "")
    assert shell("import", "programmes", PROGRAMMES, "--dry-run").stdout.startswith(
        "Проверено, можно загружать"
    )
    assert "новых 208" in shell("import", "programmes", PROGRAMMES).stdout
    assert "новых 0, изменённых 0, прежних 208" in shell("import", "programmes", PROGRAMMES).stdout


def test_a_wrong_file_is_told_by_row_and_nothing_is_loaded(shell: Shell) -> None:
    file = shell.folder / "units.csv"
    file.write_text("code;parent_code;level;name\nZ;нет;region;Область\n", encoding="utf-8")
    done = shell("import", "units", file)
    assert done.returncode == 1
    assert "Строка 2" in done.stderr
    assert "Ничего не загружено" in done.stderr
    assert (shell.folder / "units-ошибки.xlsx").exists()
    assert "Traceback" not in done.stderr


def test_a_link_for_a_role_is_printed_once_the_name_of_the_bot_is_known(shell: Shell) -> None:
    shell("import", "units", UNITS)
    unknown = shell("invite", "deputy", "--unit", "Z1-S4")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "BOT_USERNAME" in unknown.stderr
    done = shell("invite", "deputy", "--unit", "Z1-S4", BOT_USERNAME="opora_bot")
    assert done.returncode == 0
    assert done.stdout.startswith("https://t.me/opora_bot?start=inv_")
    assert shell("invite", "king", "--unit", "Z1-S4", BOT_USERNAME="opora_bot").returncode == 1
    assert shell("invite", "deputy", "--unit", "nowhere", BOT_USERNAME="opora_bot").returncode == 1
    assert shell("invite", "deputy", "--unit", "Z1", "--expires", "soon", BOT_USERNAME="x").returncode == 2


def test_a_poster_is_a_pdf(shell: Shell) -> None:
    shell("import", "units", UNITS)
    done = shell("poster", "Z1-S4", "poster.pdf", BOT_USERNAME="opora_bot")
    assert (done.returncode, done.stdout.strip()) == (0, "poster.pdf")
    assert (shell.folder / "poster.pdf").read_bytes().startswith(b"%PDF")


def test_indicators_of_a_territory_given_only_as_files(shell: Shell) -> None:
    hand = ROOT / "tests" / "services" / "hand"
    for kind in ("units", "headcounts", "programmes", "people", "evidence"):
        done = shell("import", kind, hand / f"{kind}.csv")
        assert (done.returncode, done.stderr) == (0, ""), kind
    shell("indicators", "target", "I1", "35", "--year", "2027", "--unit", "M1")
    found = json.loads(
        shell("indicators", "recount", "--as-of", "2026-06-30", "--unit", "M1", "--json").stdout
    )
    assert found[:2] == [
        {"unit": "M1", "indicator": "I1", "numerator": 2, "denominator": 16, "share": 0.125, "target": 0.35},
        {"unit": "M1", "indicator": "I2a", "numerator": 0, "denominator": 16, "share": 0.0, "target": None},
    ]
    assert {one["unit"] for one in found} == {"M1", "A", "B", "U"}
    table = shell("indicators", "recount", "--as-of", "30.06.2026").stdout
    assert "Показатели на 30.06.2026" in table
    assert "нет данных" in table
    assert shell("indicators", "recount", "--unit", "нет").returncode == 1
    assert shell("indicators", "recount", "--as-of", "вчера").returncode == 2
    assert shell("indicators", "modes", "самому", "--unit", "R").returncode == 1


def test_sending_is_held_and_let_go(shell: Shell) -> None:
    assert shell("sending", "off").returncode == 0
    assert shell("sending", "on").returncode == 0


def test_wrong_use_and_wrong_settings_end_with_2_and_one_line(shell: Shell) -> None:
    assert shell("import", "secrets", UNITS).returncode == 2
    no_token = shell("run")
    assert no_token.returncode == 2
    assert "BOT_TOKEN" in no_token.stderr
    assert len(no_token.stderr.strip().splitlines()) == 1
    wrong = shell("migrate", TIMEZONE="Mars/Base")
    assert (wrong.returncode, len(wrong.stderr.strip().splitlines())) == (2, 1)


def test_the_doctor_names_each_illness(shell: Shell) -> None:
    done = shell("doctor")
    assert done.returncode == 1
    assert "✗ Настройки: BOT_TOKEN пуст" in done.stdout
    assert "✓ База: схема актуальна" in done.stdout


def test_names_in_the_chat_need_a_recorded_ground(shell: Shell) -> None:
    environment = {"NAMES_IN_CHAT": "on", "BOT_TOKEN": "1:x", "BOT_API_URL": "http://127.0.0.1:1"}
    refused = shell("run", **environment)
    assert refused.returncode == 2
    assert "основание не записано" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "✗ Имена в чате" in shell("doctor", **environment).stdout
    assert shell("names", "--ground", "да").returncode == 1
    assert "не записано" in shell("names").stdout
    kept = shell("names", "--ground", "Приказ № 7 от 01.09.2026", "--by", "директор")
    assert kept.stdout.startswith("Основание: Приказ № 7 от 01.09.2026. Записал: директор, ")
    assert "✓ Имена в чате: включены; Приказ № 7" in shell("doctor", **environment).stdout


def test_other_commands_start_without_aiogram(shell: Shell) -> None:
    code = "import bot.__main__, bot.office, bot.importing, sys; sys.exit('aiogram' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=shell.environment, cwd=ROOT, check=False)
    assert done.returncode == 0
