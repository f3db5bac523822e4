"""What a brief may be given as, and how it is to look."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, Union

from . import _native

Brief: TypeAlias = Union[
    str, bytes, bytearray, memoryview, "os.PathLike[str]", Mapping[str, object]
]
"""Text, never a path, if it is a ``str`` or bytes; a file, if it is a path; data, if it is a
mapping."""

Format: TypeAlias = Literal["yaml", "json", "toml"]

MAX_SIZE = 1 << 20
"""The largest brief that is accepted unless another size is given, in bytes."""

_ENDINGS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}


@dataclass(frozen=True, slots=True)
class Text:
    """A brief as the native half takes it."""

    bytes: bytes
    name: str
    format: str


def text_of(brief: Brief, format: Format | None, name: str | None) -> Text:
    """The bytes of a brief, its name in findings, and what it is written in."""
    if isinstance(brief, os.PathLike):
        path = Path(brief)
        ending = format or _ENDINGS.get(path.suffix.lower())
        if ending is None:
            raise ValueError(f"`{path}` does not say what it is written in: give `format`")
        return Text(path.read_bytes(), name or str(path), ending)
    name = name or "brief"
    if isinstance(brief, Mapping):
        return Text(_json(brief).encode("utf-8", "surrogatepass"), name, "json")
    if isinstance(brief, str):
        # What is no UTF-8 is a finding of the brief.
        text = brief.encode("utf-8", "surrogatepass")
    elif isinstance(brief, (bytes, bytearray, memoryview)):
        text = bytes(brief)
    else:
        kind = type(brief).__name__
        raise TypeError(f"a brief is text, a path or a mapping, not `{kind}`")
    return Text(text, name, format or _guess(text))


def design(
    paper: str,
    density: str,
    mark: str | None,
    theme: os.PathLike[str] | None,
    max_pages: int,
) -> _native.Design:
    """The design of these options."""
    if theme is None:
        return _native.Design(paper, density, mark, max_pages)
    if not isinstance(theme, os.PathLike):
        raise TypeError(f"a theme is a path, not `{type(theme).__name__}`")
    path = Path(theme)
    folder = path.parent.resolve()

    def beside(name: str) -> bytes:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder):
            raise ValueError("a link leads out of the folder of the theme")
        try:
            return file.read_bytes()
        except OSError as error:
            raise ValueError((error.strerror or "it cannot be read").lower()) from error

    return _native.Design(paper, density, mark, max_pages, (str(path), path.read_bytes(), beside))


def denied(deny: Literal["warnings"] | None) -> bool:
    """Whether warnings are denied."""
    if deny not in (None, "warnings"):
        raise ValueError(f"deny: there is no {deny!r}, but 'warnings'")
    return deny == "warnings"


def _guess(text: bytes) -> str:
    return "json" if text.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "yaml"


def _json(brief: Mapping[str, object]) -> str:
    return json.dumps(brief, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: object) -> Any:
    """What YAML and TOML readers make of dates, and tables of rows: JSON knows neither."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"a brief holds texts, lists and maps, not `{type(value).__name__}`")
