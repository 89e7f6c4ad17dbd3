"""A batch on disk before it is appended: one Parquet file a table, written as a stream, in bounded memory."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from shutil import rmtree
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from merhav.facts.tables import TABLES, Column, Kind, Table

Row = Mapping[str, object]
Bulk: TypeAlias = Iterable[Row] | pa.Table | pa.RecordBatchReader
Rows: TypeAlias = Iterable[tuple[Table, Row]] | Mapping[Table, Bulk]
"""Facts as one stream of (table, row), or by table: rows, or Arrow's tables and readers for much at once.

A row gives the contract's columns by name. Those left out are empty; the batch is put in by the ledger and may
be left out, and so may the authority. A moment without a zone is UTC."""

CHUNK = 20_000
"""Rows held in memory at a time, and in one row group."""

_TYPES = {
    Kind.NUMBER: pa.int64(),
    Kind.DECIMAL: pa.float64(),
    Kind.TEXT: pa.string(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.DAY: pa.date32(),
    Kind.TRUTH: pa.bool_(),
}
_GIVEN_BY_LEDGER = frozenset({"authority", "batch"})
_NAMES = {table.name: frozenset(table.names) for table in TABLES.values()}


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder with a whole batch. It exists under its name only when everything has been written."""

    folder: Path

    @property
    def files(self) -> dict[Table, Path]:
        """The file of each table that the batch has rows of."""
        found = {table: self.folder / f"{table.name}.parquet" for table in TABLES.values()}
        return {table: file for table, file in found.items() if file.exists()}

    def count(self) -> dict[Table, int]:
        """Rows by table, read from the files' ends."""
        return {table: pq.read_metadata(file).num_rows for table, file in self.files.items()}

    def size(self) -> int:
        """Bytes on disk; 0 of a folder that is gone or going."""
        try:
            return sum(file.stat().st_size for file in self.folder.iterdir())
        except FileNotFoundError:
            return 0

    def delete(self) -> None:
        """Remove the folder; doing it again is no error."""
        rmtree(self.folder, ignore_errors=True)


def write(folder: Path, rows: Rows) -> Spool:
    """Write a batch into `folder`, durably: after a crash it is there whole or not at all.

    Raises `ValueError` for a row that is not of the contract, `FileExistsError` when the folder is there already,
    and whatever the rows' own source raises; in each case nothing stays behind.
    """
    if folder.exists():
        raise FileExistsError(folder)
    part = folder.with_name(f".{folder.name}.part")
    rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        fill(part, rows)
        for file in (*part.iterdir(), part):
            _to_disk(file)
        part.rename(folder)
    except BaseException:
        rmtree(part, ignore_errors=True)
        raise
    _to_disk(folder.parent)
    return Spool(folder)


def fill(folder: Path, rows: Rows) -> Spool:
    """Write a batch into an existing folder, without the promises of `write`."""
    with ExitStack() as stack:
        writers: dict[Table, pq.ParquetWriter] = {}
        for table, batch in _batches(rows):
            if table not in writers:
                file = folder / f"{table.name}.parquet"
                writers[table] = stack.enter_context(
                    pq.ParquetWriter(file, batch.schema, compression="lz4", use_dictionary=_words(table))
                )
            writers[table].write_batch(batch)
    return Spool(folder)


def _words(table: Table) -> list[str]:
    """Columns whose values come again and again; a dictionary of ids would only cost."""
    return [column.name for column in table.columns if column.kind is Kind.TEXT]


def _batches(rows: Rows) -> Iterator[tuple[Table, pa.RecordBatch]]:
    if not isinstance(rows, Mapping):
        yield from _chunked(rows)
        return
    for table, bulk in rows.items():
        if isinstance(bulk, pa.Table):
            yield from ((table, _conformed(table, batch)) for batch in bulk.to_batches(CHUNK))
        elif isinstance(bulk, pa.RecordBatchReader):
            yield from ((table, _conformed(table, batch)) for batch in bulk)
        else:
            yield from _chunked((table, row) for row in bulk)


def _chunked(rows: Iterable[tuple[Table, Row]]) -> Iterator[tuple[Table, pa.RecordBatch]]:
    waiting: dict[Table, list[Row]] = {}
    for table, row in rows:
        held = waiting.setdefault(table, [])
        held.append(row)
        if len(held) >= CHUNK:
            yield table, _batch(table, held)
            held.clear()
    for table, held in waiting.items():
        if held:
            yield table, _batch(table, held)


def _batch(table: Table, rows: list[Row]) -> pa.RecordBatch:
    """The rows as columns: those the first row gives when all give the same, as one connector's rows do."""
    given = tuple(rows[0])
    if not _NAMES[table.name].issuperset(given):
        _refuse_columns(table, given)
    if any(len(row) != len(given) for row in rows):
        return _whole(table, _ragged(table, rows))
    try:
        values = {name: list(map(itemgetter(name), rows)) for name in given}
    except KeyError:  # as many columns, but not the same
        return _whole(table, _ragged(table, rows))
    return _whole(table, [_array(column, values.get(column.name), len(rows)) for column in table.columns])


def _ragged(table: Table, rows: list[Row]) -> list[pa.Array]:
    """Rows that give different columns: slower."""
    for row in rows:
        if not row.keys() <= _NAMES[table.name]:
            _refuse_columns(table, row.keys())
    return [_array(column, [row.get(column.name) for row in rows], len(rows)) for column in table.columns]


def _array(column: Column, values: Sequence[object] | None, count: int) -> pa.Array:
    kind = _TYPES[column.kind]
    return pa.nulls(count, kind) if values is None else pa.array(values, kind)


def _conformed(table: Table, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Arrow's batch with the contract's columns in the contract's order."""
    given = set(batch.schema.names)
    if not given <= _NAMES[table.name]:
        _refuse_columns(table, given)
    return _whole(table, [_conformed_column(batch, column, given) for column in table.columns])


def _conformed_column(batch: pa.RecordBatch, column: Column, given: set[str]) -> pa.Array:
    kind = _TYPES[column.kind]
    if column.name not in given:
        return pa.nulls(batch.num_rows, kind)
    return batch.column(column.name).cast(kind)


def _whole(table: Table, arrays: list[pa.Array]) -> pa.RecordBatch:
    for column, array in zip(table.columns, arrays, strict=True):
        if column.required and array.null_count and column.name not in _GIVEN_BY_LEDGER:
            raise ValueError(f"a row of {table.name} has no {column.name}")
    return pa.RecordBatch.from_arrays(arrays, names=list(table.names))


def _refuse_columns(table: Table, given: Iterable[str]) -> None:
    strangers = ", ".join(sorted(set(given) - _NAMES[table.name]))
    raise ValueError(f"{table.name} has no column {strangers}")


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
