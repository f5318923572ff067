"""One Delta table of the lake: made once, only ever added to, each shard added exactly once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from detente.errors import StoreError
from detente.store.arrow import table
from detente.store.shapes import SCHEMA_VERSION, Shape

if TYPE_CHECKING:
    from pathlib import Path

    from arro3.core import RecordBatchReader

VERSION_KEY = "detente.schemaVersion"

_TRIES = 60
_LONGEST_WAIT = 0.5


class LakeTable:
    """A table of the lake.

    Args:
        folder: The lake.
        shape: The table's name, columns and key.
    """

    def __init__(self, folder: Path, shape: Shape) -> None:
        self.path = folder / shape.name
        self.shape = shape

    def begun(self) -> bool:
        """Whether somebody has at least begun to make the table."""
        return self.path.is_dir()

    def exists(self) -> bool:
        """Whether the table has been made."""
        return self.begun() and DeltaTable.is_deltatable(str(self.path))

    def make(self) -> None:
        """Make the table unless it is there; another process may do so at the same time."""
        if self.exists():
            return
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            DeltaTable.create(
                str(self.path),
                self.shape.whole,
                mode="ignore",
                partition_by=list(self.shape.partition),
                name=self.shape.name,
                configuration={VERSION_KEY: str(SCHEMA_VERSION), "delta.appendOnly": "true"},
                raise_if_key_not_exists=False,  # the version is our key, not Delta's
            )
        except DeltaError:
            if not self.exists():
                raise

    def open(self) -> DeltaTable:
        """The table as it is now.

        Raises:
            StoreError: When it is not there, not ours, damaged, or of a newer detente.
        """
        try:
            opened = DeltaTable(str(self.path))
        except TableNotFoundError as error:
            raise StoreError(f"{self.path}: the table is missing; ingest articles into this lake") from error
        except (DeltaError, OSError) as error:
            reason = str(error).partition("\n")[0]  # the rest is the library's own stack
            raise StoreError(f"{self.path}: cannot be read ({reason}); restore it from a copy") from error
        version = opened.metadata().configuration.get(VERSION_KEY, "")
        if not version.isdecimal():
            raise StoreError(f"{self.path}: no table of detente ({VERSION_KEY} is missing); give another folder")
        if int(version) > SCHEMA_VERSION:
            raise StoreError(
                f"{self.path}: written with schema {version}, this detente reads up to {SCHEMA_VERSION}; "
                "upgrade detente"
            )
        return opened

    def scan(self, columns: Sequence[str], *, predicate: str | None = None) -> RecordBatchReader:
        """Stream the rows of the present version; no ``predicate`` is made of what users or articles say."""
        return self.open().scan(columns=list(columns), predicate=predicate)

    def append_once(self, shard: str, rows: Callable[[DeltaTable], dict[str, Sequence[Any]]]) -> int:
        """Add a shard's rows exactly once, whoever else writes or has written them.

        The commit carries the shard as an application transaction, so that a replay is seen. It is made for
        the very version in which ``rows`` looked for what is there already; if another commit came first, it
        fails, and the look and the commit are repeated.

        Args:
            shard: Names the shard's content.
            rows: Given the table, the columns of those rows that it lacks.

        Returns:
            The number of rows added.

        Raises:
            StoreError: When other writers never leave a gap, or the rows cannot be stored.
        """
        for attempt in range(_TRIES):
            opened = self.open()
            if opened.transaction_version(shard) is not None:
                return 0
            columns = rows(opened)
            if not columns[self.shape.key]:
                return 0
            try:
                self._commit(opened, shard, columns)
            except CommitFailedError:
                time.sleep(random.uniform(0, min(_LONGEST_WAIT, 0.01 * 2**attempt)))  # noqa: S311 - jitter only
            else:
                return len(columns[self.shape.key])
        raise StoreError(f"{self.path}: other writers came first {_TRIES} times; ingest with fewer processes")

    def _commit(self, opened: DeltaTable, shard: str, columns: dict[str, Sequence[Any]]) -> None:
        try:
            data = table(columns, self.shape.whole)
        except UnicodeEncodeError as error:
            raise StoreError(f"{self.path}: text with a lone surrogate ({error}); mend its encoding") from error
        properties = CommitProperties(app_transactions=[Transaction(shard, 1)], max_commit_retries=0)
        write_deltalake(opened, data, mode="append", commit_properties=properties)
