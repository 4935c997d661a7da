"""What leaves for Sentry: kinds and places of errors, nothing that a person typed."""

from bot.logs import _without_values


def test_a_report_holds_no_values_and_no_texts() -> None:
    event = {
        "message": "Анна Ветрова",
        "logentry": {"message": "Анна Ветрова"},
        "extra": {"text": "Анна Ветрова"},
        "exception": {
            "values": [{"type": "ValueError", "value": "Анна Ветрова", "stacktrace": {"frames": []}}]
        },
    }
    assert _without_values(event, {}) == {
        "exception": {"values": [{"type": "ValueError", "value": "", "stacktrace": {"frames": []}}]}
    }
