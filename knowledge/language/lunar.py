"""Viet Nam's lunar calendar (UTC+7; Ho Ngoc Duc's rules, years 1900 to 2100)."""

from datetime import date, timedelta

from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar


def solar(day: int, month: int, year: int) -> date | None:
    """Return the solar date of a day of the lunar year that began in `year`; None where there is no such day."""
    if not (1 <= day <= 30 and 1 <= month <= 12 and 1901 <= year <= 2099):
        return None
    try:
        found: date = convert_lunar_to_solar(day, month, year)
    except ValueError:
        return None
    return found if day < 30 or lunar(found)[0] == day else None


def lunar(day: date) -> tuple[int, int, int]:
    """Return (day, month, year) of a solar date in the lunar calendar."""
    found = convert_solar_to_lunar(day.day, day.month, day.year)
    return found.day, found.month, found.year


def new_year_eve(year: int) -> date:
    """Return the last day before Tết of the lunar year that begins in `year` ('30 Tết', whichever its number)."""
    return _existing(1, 1, year) - timedelta(days=1)


def mid_autumn(year: int) -> date:
    """Return Tết Trung thu: the full moon of the eighth lunar month."""
    return _existing(15, 8, year)


def _existing(day: int, month: int, year: int) -> date:
    found = solar(day, month, year)
    if found is None:
        raise ValueError(f"no lunar {day}/{month} in {year}")
    return found
