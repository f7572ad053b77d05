"""Settings come from the environment and .env, and keep their secrets."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_every_setting_has_a_sentence_in_the_example() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_example_is_what_holds_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_administrators_are_written_with_commas_or_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", "1, 22 333")
    assert Settings(_env_file=None).admin_ids == {1, 22, 333}
    monkeypatch.setenv("ADMIN_IDS", "Mai")
    with pytest.raises(ValidationError):
        Settings(_env_file=None)


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123:hidden-words")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    settings = Settings(_env_file=None)
    assert "hidden-words" not in repr(settings)
    assert settings.telegram_token is not None
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.files == Path("data/files")
