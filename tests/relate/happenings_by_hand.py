"""Happenings by hand."""

from __future__ import annotations

from datetime import date, timedelta

from detente.model import Happening

VISIT, NEGOTIATE, PRAISE, ENVOYS = ("042", 1.9), ("046", 7.0), ("051", 3.4), ("050", 3.5)
STATE, PROMISE, DEMAND = ("010", 0.0), ("036", 4.0), ("100", -5.0)
CRITICISE, RECALL, EXPEL, ATTACK = ("111", -2.0), ("161", -4.0), ("166", -7.0), ("190", -10.0)


def act(day: str, what: tuple[str, float], *, by: str = "EGY", to: str = "TUR", name: str = "") -> Happening:
    cameo, goldstein = what
    return Happening(day, by, to, None, cameo, goldstein, name or f"{day}/{by}/{cameo}")


def every(weeks: int, what: tuple[str, float], *, since: str, times: int, by: str = "EGY") -> list[Happening]:
    first = date.fromisoformat(since)
    days = [(first + timedelta(weeks=weeks * n)).isoformat() for n in range(times)]
    return [act(day, what, by=by) for day in days]


EGYPT_TURKEY = [
    act("2012-11-17", VISIT, by="TUR", to="EGY"),
    act("2013-07-03", CRITICISE, by="TUR", to="EGY"),
    act("2013-08-14", CRITICISE, by="TUR", to="EGY"),
    act("2013-08-15", RECALL, by="TUR", to="EGY"),
    act("2013-08-16", RECALL),
    act("2013-11-23", EXPEL, name="expelled"),
    act("2013-11-23", RECALL, name="lowered"),
    act("2013-11-23", EXPEL, by="TUR", to="EGY", name="answered"),
    act("2014-07-18", CRITICISE, by="TUR", to="EGY"),
    act("2014-07-19", CRITICISE),
    act("2015-05-16", CRITICISE, by="TUR", to="EGY"),
    act("2019-06-17", CRITICISE, by="TUR", to="EGY"),
    act("2019-11-27", CRITICISE),
    act("2020-06-06", CRITICISE, by="TUR", to="EGY"),
    act("2020-08-06", CRITICISE, by="TUR", to="EGY"),
    act("2021-05-05", NEGOTIATE),
    act("2021-09-07", NEGOTIATE, by="TUR", to="EGY"),
    act("2022-11-20", VISIT),
    act("2023-02-07", PRAISE),
    act("2023-02-27", VISIT),
    act("2023-03-18", VISIT, by="TUR", to="EGY"),
    act("2023-04-13", VISIT),
    act("2023-05-29", PRAISE),
    act("2023-07-04", ENVOYS, name="envoys"),
    act("2023-07-04", ENVOYS, by="TUR", to="EGY", name="envoys back"),
    act("2023-09-10", VISIT),
    act("2023-10-14", VISIT, by="TUR", to="EGY"),
    act("2024-02-14", VISIT, by="TUR", to="EGY"),
]
