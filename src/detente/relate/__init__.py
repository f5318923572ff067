"""Events to dyad series and signals."""

from detente.relate.columns import Columns, pack
from detente.relate.series import TimelineRow, timeline
from detente.relate.signals import METHOD, Settings, signals

__all__ = ["METHOD", "Columns", "Settings", "TimelineRow", "pack", "signals", "timeline"]
