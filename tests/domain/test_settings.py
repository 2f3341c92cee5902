"""What a person may set, and how it is checked."""

from __future__ import annotations

from dataclasses import fields

import pytest

from studytui.domain.settings import BY_KEY, SETTINGS, Setting, Settings, fault_of, read_word


def test_the_list_and_the_defaults_are_one() -> None:
    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    for setting in SETTINGS:
        assert defaults[setting.key] == setting.default
        assert fault_of(setting, setting.default) is None
        assert setting.help.endswith(".")
        assert not setting.choices or setting.default in setting.choices
    assert set(defaults) - set(BY_KEY) == {"keys", "faults", "broken"}
    assert len(BY_KEY) == len(SETTINGS)


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("day_start", 0, None),
        ("day_start", 12, None),
        ("day_start", 13, "write a whole number from 0 to 12"),
        ("day_start", -1, "write a whole number from 0 to 12"),
        ("day_start", "4", "write a whole number from 0 to 12"),
        ("day_start", 4.0, "write a whole number from 0 to 12"),
        ("day_start", True, "write a whole number from 0 to 12"),
        ("mouse", False, None),
        ("mouse", 1, "write true or false"),
        ("mouse", "true", "write true or false"),
        ("clock", "12h", None),
        ("clock", "12", "write one of: 24h, 12h"),
        ("clock", 12, "write text in quotes"),
        ("theme", "anything", None),
        ("theme", ["a"], "write text in quotes"),
        ("week_start", "sunday", None),
        (
            "week_start",
            "Sunday",
            "write one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday",
        ),
    ],
)
def test_what_may_stand_for_a_setting(key: str, value: object, fault: str | None) -> None:
    assert fault_of(BY_KEY[key], value) == fault


@pytest.mark.parametrize(
    ("key", "word", "value"),
    [
        ("mouse", "off", False),
        ("mouse", "YES", True),
        ("mouse", "maybe", None),
        ("day_start", "6", 6),
        ("day_start", "٦", None),
        ("day_start", "-1", None),
        ("day_start", "9" * 5000, None),
        ("theme", "nord", "nord"),
    ],
)
def test_words_of_the_command_line(key: str, word: str, value: object) -> None:
    assert read_word(BY_KEY[key], word) == value


def test_every_word_that_is_read_is_checked() -> None:
    assert fault_of(Setting("n", "g", 1, "N.", (), 0, 5), read_word(BY_KEY["day_start"], "9")) is not None


@pytest.mark.parametrize(("word", "number"), [("monday", 0), ("sunday", 6)])
def test_the_first_weekday(word: str, number: int) -> None:
    assert Settings(week_start=word).first_weekday == number


def test_twelve_hours() -> None:
    assert Settings(clock="12h").twelve_hours
    assert not Settings().twelve_hours
