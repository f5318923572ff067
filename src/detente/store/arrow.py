"""Arrow types of the lake, and records turned into Arrow tables.

Built from plain parts because the Arrow library that the Delta writer brings along constructs arrays of
simple types only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from arro3.core import Array, DataType, Field, Schema, Table, list_array, struct_array

STRING, FLOAT, INT, BOOL, DATE = (
    DataType.string(),
    DataType.float64(),
    DataType.int64(),
    DataType.bool(),
    DataType.date32(),
)

_EPOCH = date(1970, 1, 1).toordinal()


def struct(**fields: DataType) -> DataType:
    """A struct whose fields may be null."""
    return DataType.struct([Field(name, kind) for name, kind in fields.items()])


def listed(kind: DataType) -> DataType:
    """A list; ``element`` is the name that Parquet gives to its items."""
    return DataType.list(Field("element", kind))


def schema(**fields: DataType) -> Schema:
    """The columns of a table, in order."""
    return Schema([Field(name, kind) for name, kind in fields.items()])


def fields(shape: Schema) -> list[Field]:
    """The columns of a schema, which knows them by position only."""
    return [shape.field(position) for position in range(len(shape.names))]


def names(shape: Schema) -> list[str]:
    """The names of the columns."""
    return list(shape.names)


def joined(left: Schema, right: Schema) -> Schema:
    """The columns of both."""
    return Schema([*fields(left), *fields(right)])


def table(columns: dict[str, Sequence[Any]], shape: Schema) -> Table:
    """Build a table.

    Args:
        columns: Values by column; values of a struct column are objects that have its fields as attributes.
        shape: The columns that are wanted.

    Raises:
        UnicodeEncodeError: For text that holds a lone surrogate, which no table can.
    """
    return Table.from_arrays([_array(columns[one.name], one.type) for one in fields(shape)], schema=shape)


def _array(values: Sequence[Any], kind: DataType) -> Array:
    if DataType.is_struct(kind):
        return _structs(values, kind)
    if DataType.is_list(kind):
        return _lists(values, kind)
    if DataType.is_date(kind):
        days = [None if value is None else value.toordinal() - _EPOCH for value in values]
        return Array(days, type=DataType.int32()).cast(kind)
    return Array(list(values), type=kind)


def _structs(values: Sequence[Any], kind: DataType) -> Array:
    absent = [value is None for value in values]
    children = [
        _array([None if value is None else getattr(value, field.name) for value in values], field.type)
        for field in kind.fields
    ]
    return struct_array(children, fields=kind.fields, mask=Array(absent, type=BOOL))


def _lists(values: Sequence[Any], kind: DataType) -> Array:
    ends, flat = [0], []
    for value in values:
        flat.extend(value)
        ends.append(len(flat))
    element = kind.value_field
    if element is None:
        raise TypeError(f"{kind} has no elements")
    offsets = Array(ends, type=DataType.int32())
    return list_array(offsets, _array(flat, element.type), type=kind)
