"""Import of event tables of other systems."""

from detente.exchange.table import EventTable, read_event_table

__all__ = ["EventTable", "read_event_table"]
