"""Events to dyad series and signals."""

from detente.relate.columns import Columns, pack
from detente.relate.cusum import Settings
from detente.relate.direction import DirectionSettings
from detente.relate.series import TimelineRow, timeline
from detente.relate.signals import signals
from detente.relate.turns import DIRECTION, WEEKLY

__all__ = [
    "DIRECTION",
    "WEEKLY",
    "Columns",
    "DirectionSettings",
    "Settings",
    "TimelineRow",
    "pack",
    "signals",
    "timeline",
]
