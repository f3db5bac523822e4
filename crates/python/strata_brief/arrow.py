"""Briefs in Arrow record batches: what every engine speaks that runs Python.

Needs ``pyarrow``: ``pip install 'strata-brief[arrow]'``.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.fs

from . import _native, _press
from ._brief import Format, Options, setup, text_of

if TYPE_CHECKING:
    from typing_extensions import Unpack

RESULT_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("key", pa.string()),
        ("verdict", pa.string()),
        ("fault", pa.string()),
        ("findings", pa.string()),
        ("errors", pa.int32()),
        ("warnings", pa.int32()),
        ("pages", pa.int32()),
        ("bytes", pa.int64()),
        ("sha256", pa.string()),
        ("pdf", pa.binary()),
    ]
)
"""The columns of a result. ``verdict`` is ``printed``, ``refused`` or ``failed``; ``fault``
says why it is neither printed nor for its author to mend; ``findings`` are JSON, at most 20,
shaped as in ``findings_schema()``."""

RESULT_DDL = (
    "id string, key string, verdict string, fault string, findings string, errors int, "
    "warnings int, pages int, bytes bigint, sha256 string, pdf binary"
)
"""The same columns as Spark writes them."""

_MOST = 4 << 20
"""The bytes of prints from which on a result batch is full."""

_PLACED = ("local", "hdfs")
"""File systems where a name is taken before its file is whole, and where it can be moved."""

_kept = threading.local()


def render_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    brief: str = "brief",
    id: str = "id",
    to: str | None = None,
    pdf: bool | None = None,
    chunk: int = 8,
    timeout: float = 60,
    format: Format | None = None,
    **design: Unpack[Options],
) -> Iterator[pa.RecordBatch]:
    """Prints the briefs of record batches: one row of ``RESULT_SCHEMA`` for each row.

    ``brief`` names the column of texts, or of bytes; ``id`` that of what a row is known by.
    The file is in the column ``pdf``; with ``to``, the URI of a folder, it is written there
    as ``{key}.pdf`` instead: a brief that is printed twice is the same file. ``pdf=True`` asks
    for both. A result batch has at most ``chunk`` rows and some 4 MiB. ``format`` and
    ``design`` are the options of ``render``.

    What is wrong with a brief is a row. Exceptions are for a column that is missing, a folder
    that cannot be written to, and a machine where no press starts.

    The press is a process of its own, kept for the thread: a brief that crashes, or takes
    longer than ``timeout`` seconds, costs one row.
    """
    if chunk < 1:
        raise ValueError("chunk: at least 1")
    work = _Work(
        brief=brief,
        id=id,
        format=format,
        look=setup(**design),
        target=None if to is None else _Target(to),
        pdf=to is None if pdf is None else pdf,
        chunk=chunk,
        timeout=timeout,
    )
    return work.over(batches)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is asked of all rows."""

    brief: str
    id: str
    format: Format | None
    look: _native.Setup
    target: _Target | None
    pdf: bool
    chunk: int
    timeout: float

    def over(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            ids, briefs = _column(batch, self.id), _column(batch, self.brief)
            _readable(briefs, self.brief)
            for start in range(0, batch.num_rows, self.chunk):
                of = slice(start, start + self.chunk)
                rows = self.rows(ids[of].to_pylist(), briefs[of].to_pylist())
                yield from _batches(rows)

    def rows(self, ids: list[Any], briefs: list[Any]) -> list[dict[str, Any]]:
        """The results of some briefs, all of which the press has before the first is done."""
        rows: list[dict[str, Any]] = []
        at_work = 0
        crew = _crew(self.timeout)
        try:
            for n, (known, brief) in enumerate(zip(ids, briefs, strict=True)):
                row: dict[str, Any] = {
                    "id": None if known is None else str(known),
                    "findings": "[]",
                }
                rows.append(row)
                if brief is None:
                    row.update(verdict="refused", fault="the brief is null", errors=0, warnings=0)
                    continue
                data = brief.encode() if isinstance(brief, str) else brief
                text = text_of(data, self.format, row["id"])
                row["key"] = _native.key(text.bytes, text.format, self.look)
                crew.put(n, text.bytes, text.name, text.format, self.look)
                at_work += 1
            for _ in range(at_work):
                done = crew.wait()
                rows[done.tag].update(self.result(done, rows[done.tag]["key"]))
        except BaseException:
            # What it has at work would be taken for the next rows.
            _forget()
            raise
        return rows

    def result(self, done: _native.Done, key: str) -> dict[str, Any]:
        row: dict[str, Any] = {"verdict": done.verdict, "fault": done.fault}
        if done.report is not None:
            report = json.loads(done.report)
            row |= {name: report[name] for name in ("errors", "warnings")}
            row["findings"] = json.dumps(report["findings"], ensure_ascii=False)
        if done.pdf is None:
            return row
        if self.target is not None:
            fault = self.target.write(key, done.pdf)
            if fault is not None:
                return row | {"verdict": "failed", "fault": fault}
        row |= {"pages": done.pages, "bytes": len(done.pdf), "sha256": done.sha256}
        return row | {"pdf": done.pdf} if self.pdf else row


class _Target:
    """A folder of any file system, with files named by what is in them."""

    def __init__(self, uri: str) -> None:
        self.files, self.path = pyarrow.fs.FileSystem.from_uri(uri)
        self.path = self.path.rstrip("/")
        if self.files.type_name in _PLACED:
            self.files.create_dir(self.path, recursive=True)

    def write(self, key: str, pdf: bytes) -> str | None:
        """Writes a file whole or not at all; says why it could not."""
        path = f"{self.path}/{key}.pdf"
        try:
            if self.files.type_name not in _PLACED:
                self._put(path, pdf)
                return None
            part = f"{self.path}/.{key}.{secrets.token_hex(4)}.part"
            try:
                self._put(part, pdf)
                self.files.move(part, path)
            except BaseException:
                if self.files.get_file_info(part).type != pyarrow.fs.FileType.NotFound:
                    self.files.delete_file(part)
                raise
        except OSError as error:
            # Another one may have been quicker, where a file is not moved over another.
            there = self.files.get_file_info(path)
            return None if there.size == len(pdf) else f"`{path}` cannot be written: {error}"
        return None

    def _put(self, path: str, pdf: bytes) -> None:
        with self.files.open_output_stream(path, compression=None) as stream:
            stream.write(pdf)


def _batches(rows: list[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    full: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        full.append(row)
        size += len(row.get("pdf") or b"")
        if size >= _MOST:
            yield pa.RecordBatch.from_pylist(full, schema=RESULT_SCHEMA)
            full, size = [], 0
    if full:
        yield pa.RecordBatch.from_pylist(full, schema=RESULT_SCHEMA)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name not in batch.schema.names:
        known = ", ".join(f"`{it}`" for it in batch.schema.names)
        raise ValueError(f"there is no column `{name}`, but {known}")
    return batch.column(name)


def _readable(column: pa.Array, name: str) -> None:
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    texts = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.null())
    views = (pa.types.is_string_view, pa.types.is_binary_view)
    if kind not in texts and not any(view(kind) for view in views):
        raise TypeError(f"the column `{name}` has texts of briefs, or their bytes: not {kind}")


def _crew(timeout: float) -> _native.Crew:
    """The press of this thread, with which it ends. That of a parent is no use to a child."""
    kept = _kept.__dict__.get("crew")
    if kept is not None and kept[0] == (os.getpid(), timeout):
        return kept[1]  # type: ignore[no-any-return]
    crew = _native.Crew(_press.command(), 1, timeout)
    _kept.crew = ((os.getpid(), timeout), crew)
    return crew


def _forget() -> None:
    _kept.__dict__.pop("crew")[1].close()
