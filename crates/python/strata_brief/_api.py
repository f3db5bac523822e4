"""What the package offers."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias

from . import _native, _press
from ._brief import MAX_SIZE, Brief, Format, denied, design, text_of
from ._errors import BriefRefused
from ._values import Print, Report, Verification

Paper: TypeAlias = Literal["a4", "us-letter"]
Density: TypeAlias = Literal["auto", "open", "normal", "compact"]
Pdf: TypeAlias = "bytes | bytearray | memoryview | os.PathLike[str] | Print"


def check(
    brief: Brief,
    *,
    format: Format | None = None,
    name: str | None = None,
    deny: Literal["warnings"] | None = None,
    max_size: int = MAX_SIZE,
) -> Report:
    """Judges a brief. What is found in it is no exception: the report is false if the brief
    cannot be printed.

    ``format`` is what it is written in: by default as its path ends; a mapping is JSON, as is
    a text that begins with ``{``, and another text is YAML. ``name`` stands in findings.
    ``max_size`` is the largest brief that is accepted, in bytes.
    """
    text = text_of(brief, format, name)
    judged = _native.check(
        text.bytes, text.name, text.format, max_size, denied(deny), _native.Design()
    )
    return _report(judged)


def render(
    brief: Brief,
    *,
    format: Format | None = None,
    name: str | None = None,
    paper: Paper = "a4",
    density: str = "auto",
    mark: str | None = None,
    theme: os.PathLike[str] | None = None,
    deny: Literal["warnings"] | None = None,
    max_pages: int = 200,
    max_size: int = MAX_SIZE,
) -> Print:
    """Prints a brief as PDF, to the same bytes as the command ``strata render``.

    ``mark`` stands across every page: ``"draft"``, ``"confidential"``, or words of your own.
    ``theme`` is the path of the look of a house, a TOML file.

    Raises ``BriefRefused`` for what its author can mend, ``ThemeRefused`` for a theme with
    errors, and ``PressFailed`` for a fault of Strata.
    """
    text = text_of(brief, format, name)
    look = design(paper, density, mark, theme, max_pages)
    pressed = _native.press(text.bytes, text.name, text.format, max_size, denied(deny), look)
    report = _report(pressed.judged)
    if pressed.pdf is None:
        raise BriefRefused(report)
    draw = partial(
        picture,
        text.bytes,
        format=text.format,
        name=text.name,
        paper=paper,
        density=density,
        mark=mark,
        theme=theme,
        max_pages=max_pages,
        max_size=max_size,
    )
    return Print(text.name, pressed.pages, pressed.sha256, report, pressed.pdf, draw)


def picture(
    brief: Brief,
    page: int = 1,
    dpi: float = 144,
    *,
    format: Format | None = None,
    name: str | None = None,
    paper: Paper = "a4",
    density: str = "auto",
    mark: str | None = None,
    theme: os.PathLike[str] | None = None,
    max_pages: int = 200,
    max_size: int = MAX_SIZE,
) -> bytes:
    """Draws a page of a brief, counted from 1, as PNG, at 36 to 600 dots per inch. It raises
    what ``render`` raises, and ``ValueError`` for a page that the brief does not have."""
    if not 36 <= dpi <= 600:
        raise ValueError(f"dpi: {dpi} is not in 36 to 600")
    text = text_of(brief, format, name)
    look = design(paper, density, mark, theme, max_pages)
    judged, png = _native.picture(
        text.bytes, text.name, text.format, max_size, False, look, page, dpi
    )
    if png is None:
        raise BriefRefused(_report(judged))
    return png


def extract(pdf: Pdf) -> list[bytes]:
    """The data of each brief in a printed file, byte for byte, as JSON. Anyone may have
    written the file: it is read in a process of its own, within limits.

    Raises ``PdfUnreadable`` where there are none.
    """
    return _native.enclosed(_bytes(pdf), _press.command())


def verify(pdf: Pdf, *, theme: os.PathLike[str] | None = None) -> Verification:
    """Whether a printed file is what its data print: they are judged and printed again, in a
    process of its own, every byte is compared, and each of their strings is looked for on the
    pages. ``theme`` has the faces at hand that a house prints in.

    It is no signature: who made a file is not proved.
    """
    look = design("a4", "auto", None, theme, 200)
    return Verification.of_json(_native.verify(_bytes(pdf), look, _press.command()))


def schema() -> dict[str, Any]:
    """The JSON Schema of a brief."""
    said: dict[str, Any] = json.loads(_native.schema())
    return said


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of a list of reports, each as by ``Report.as_dict``."""
    said: dict[str, Any] = json.loads(_native.findings_schema())
    return said


def explain(rule: str) -> str:
    """Why a rule exists and what to do, by its code or its name, as Markdown. Raises
    ``LookupError`` where there is no such rule."""
    return _native.explain(rule)


def _report(judged: _native.Judged) -> Report:
    return Report.of_json(judged.report, passed=judged.passed, drawn=judged.human)


def _bytes(pdf: Pdf) -> bytes:
    if isinstance(pdf, os.PathLike):
        return Path(pdf).read_bytes()
    if isinstance(pdf, str):
        raise TypeError("a PDF is bytes or a path, not `str`: wrap it in `pathlib.Path`")
    return bytes(pdf)
