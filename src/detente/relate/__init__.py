"""Events to dyad series and signals."""

from detente.relate.columns import Columns, pack
from detente.relate.cusum import Settings
from detente.relate.series import TimelineRow, timeline
from detente.relate.signals import METHOD, signals

__all__ = ["METHOD", "Columns", "Settings", "TimelineRow", "pack", "signals", "timeline"]
