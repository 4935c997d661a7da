"""Settings: each is documented, and a wrong one is one clear line that never shows its value."""

import re
from pathlib import Path

import pytest

from bot.config import Settings, SettingsProblem, load

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"
SECRET = "hunter2"


def test_every_setting_is_in_the_example_and_nothing_else_is() -> None:
    documented = set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.M))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_the_example_itself_is_valid(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load().names_in_chat is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", SECRET),
        ("ADMIN_IDS", SECRET),
        ("NAMES_IN_CHAT", SECRET),
        ("DATABASE_URL", f"mysql://{SECRET}"),
        ("WEB_PORT", SECRET),
        ("TIMEZONE", SECRET),
        ("SENDING_RATE", "0"),
        ("LOG_LEVEL", SECRET),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(
    monkeypatch, tmp_path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as problem:
        load()
    line = str(problem.value)
    assert name in line
    assert "\n" not in line
    assert SECRET not in line


def test_a_webhook_without_a_secret_is_refused(monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEBHOOK_URL", "https://example.org/hook")
    monkeypatch.setenv("WEB_PORT", "8443")
    with pytest.raises(SettingsProblem, match="WEBHOOK_SECRET"):
        load()
