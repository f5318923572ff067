"""Event tables of other systems in, records out."""

from detente.exchange.records import write_events
from detente.exchange.table import read_event_table

__all__ = ["read_event_table", "write_events"]
