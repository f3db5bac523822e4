"""What a brief may be given as, and how it is read and is to look."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict, Union

from . import _native

Brief: TypeAlias = Union[
    str, bytes, bytearray, memoryview, "os.PathLike[str]", Mapping[str, object]
]
"""Text, never a path, if it is a ``str`` or bytes; a file, if it is a path; data, if it is a
mapping."""

Format: TypeAlias = Literal["yaml", "json", "toml"]
Paper: TypeAlias = Literal["a4", "us-letter"]
Density: TypeAlias = Literal["auto", "1", "0.92", "0.86", "0.80"]
Deny: TypeAlias = Literal["warnings"]

MAX_PAGES = 200
"""The most pages of a brief unless another number is given."""

MAX_SIZE = 1 << 20
"""The largest brief that is accepted unless another size is given, in bytes."""

_ENDINGS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of a house, with its files in memory: it may be sent to other machines."""

    name: str
    text: bytes = field(repr=False)
    files: Mapping[str, bytes | str] = field(repr=False)
    """What it names, by that name; a text for one says why it could not be read."""

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Theme:
        """Reads a theme, a TOML file, and the faces and the logo that lie beside it."""
        path = Path(path)
        text, folder = path.read_bytes(), path.parent.resolve()
        names = _native.theme_files(str(path), text)
        return cls(str(path), text, {name: _beside(folder, name) for name in names})


class Options(TypedDict, total=False):
    """How a brief is judged and printed, as by ``render``."""

    paper: Paper
    density: Density
    mark: str | None
    theme: Theme | os.PathLike[str] | None
    deny: Deny | None
    max_pages: int
    max_size: int


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
        return Text(_json(brief).encode("utf-8", "surrogatepass"), name, format or "json")
    if isinstance(brief, str):
        if "\n" not in brief and Path(brief).suffix.lower() in _ENDINGS:
            raise ValueError(f"`{brief}` is text, and no brief: for a file give a `pathlib.Path`")
        # What is no UTF-8 is a finding of the brief.
        text = brief.encode("utf-8", "surrogatepass")
    elif isinstance(brief, (bytes, bytearray, memoryview)):
        text = bytes(brief)
    else:
        kind = type(brief).__name__
        raise TypeError(f"a brief is text, a path or a mapping, not `{kind}`")
    return Text(text, name, format or _guess(text))


def setup(
    paper: str = "a4",
    density: str = "auto",
    mark: str | None = None,
    theme: Theme | os.PathLike[str] | None = None,
    deny: str | None = None,
    max_pages: int = MAX_PAGES,
    max_size: int = MAX_SIZE,
) -> _native.Setup:
    """These options as the native half takes them."""
    if deny not in (None, "warnings"):
        raise ValueError(f'deny: there is no {deny!r}, but "warnings"')
    if max_pages < 1 or max_size < 1:
        raise ValueError("max_pages, max_size: at least 1")
    if isinstance(theme, os.PathLike):
        theme = Theme.open(theme)
    elif theme is not None and not isinstance(theme, Theme):
        raise TypeError(f"a theme is a path or a `Theme`, not `{type(theme).__name__}`")
    look = None if theme is None else (theme.name, theme.text, dict(theme.files))
    return _native.Setup(
        paper, density, mark, look, deny is not None, min(max_pages, 0xFFFF), max_size
    )


def _beside(folder: Path, name: str) -> bytes | str:
    file = (folder / name).resolve()
    if not file.is_relative_to(folder):
        return "a link leads out of the folder of the theme"
    try:
        return file.read_bytes()
    except OSError as error:
        return (error.strerror or "it cannot be read").lower()


def _guess(text: bytes) -> str:
    return "json" if text.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "yaml"


def _json(brief: Mapping[str, object]) -> str:
    return json.dumps(brief, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: object) -> Any:
    """What readers of YAML and TOML make of dates, and tables of rows: JSON knows neither."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"a brief holds texts, lists and maps, not `{type(value).__name__}`")
