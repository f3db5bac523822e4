"""What the package offers for one brief, or one printed file."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, Union

from . import _native, _press
from ._brief import (
    MAX_PAGES,
    MAX_SIZE,
    Brief,
    Density,
    Deny,
    Format,
    Paper,
    Theme,
    setup,
    text_of,
)
from ._errors import BriefRefused
from ._values import Print, Report, Verification

Pdf: TypeAlias = Union[bytes, bytearray, memoryview, "os.PathLike[str]", Print]


def check(
    brief: Brief,
    *,
    format: Format | None = None,
    name: str | None = None,
    deny: Deny | None = None,
    max_size: int = MAX_SIZE,
) -> Report:
    """Judges a brief. What is found in it is no exception: the report is false if the brief
    cannot be printed.

    ``format`` is what it is written in: by default as its path ends; a mapping is JSON, as is
    a text that begins with ``{``, and another text is YAML. ``name`` stands in the findings.
    With ``deny="warnings"`` a warning forbids to print as an error does. ``max_size`` is the
    largest brief that is accepted, in bytes.
    """
    text = text_of(brief, format, name)
    return _report(
        _native.check(text.bytes, text.name, text.format, setup(deny=deny, max_size=max_size))
    )


def render(
    brief: Brief,
    *,
    format: Format | None = None,
    name: str | None = None,
    paper: Paper = "a4",
    density: Density = "auto",
    mark: str | None = None,
    theme: Theme | os.PathLike[str] | None = None,
    deny: Deny | None = None,
    max_pages: int = MAX_PAGES,
    max_size: int = MAX_SIZE,
) -> Print:
    """Prints a brief as PDF: the same bytes as by the command ``strata render``.

    ``mark`` stands across every page: ``"draft"``, ``"confidential"``, or words of your own.
    ``theme`` is the look of a house, a TOML file. The rest is as for ``check``.

    Raises ``BriefRefused`` for what its author can mend, ``ThemeRefused`` for a theme with
    errors, and ``PressFailed`` for a fault of Strata.
    """
    text = text_of(brief, format, name)
    look = setup(paper, density, mark, theme, deny, max_pages, max_size)
    said, pressed = _native.press(text.bytes, text.name, text.format, look)
    if pressed is None:
        raise BriefRefused(_report(said))
    pdf, sha256, pages = pressed
    draw = partial(
        picture,
        text.bytes,
        format=text.format,  # type: ignore[arg-type]
        name=text.name,
        paper=paper,
        density=density,
        mark=mark,
        theme=theme,
        max_pages=max_pages,
        max_size=max_size,
    )
    return Print(text.name, pages, sha256, _report(said), pdf, draw)


def picture(
    brief: Brief,
    page: int = 1,
    dpi: float = 144,
    *,
    format: Format | None = None,
    name: str | None = None,
    paper: Paper = "a4",
    density: Density = "auto",
    mark: str | None = None,
    theme: Theme | os.PathLike[str] | None = None,
    max_pages: int = MAX_PAGES,
    max_size: int = MAX_SIZE,
) -> bytes:
    """Draws a page of a brief, counted from 1, as PNG, at 36 to 600 dots per inch. It raises
    what ``render`` raises, and ``ValueError`` for a page that the brief does not have."""
    if not 36 <= dpi <= 600:
        raise ValueError(f"dpi: {dpi} is not between 36 and 600")
    if page < 1:
        raise ValueError("page: pages are counted from 1")
    text = text_of(brief, format, name)
    look = setup(paper, density, mark, theme, None, max_pages, max_size)
    said, png = _native.picture(text.bytes, text.name, text.format, look, page, dpi)
    if png is None:
        raise BriefRefused(_report(said))
    return png


def key(
    brief: Brief,
    *,
    format: Format | None = None,
    paper: Paper = "a4",
    density: Density = "auto",
    mark: str | None = None,
    theme: Theme | os.PathLike[str] | None = None,
    deny: Deny | None = None,
    max_pages: int = MAX_PAGES,
    max_size: int = MAX_SIZE,
) -> str:
    """What tells whether a brief has been printed as it would be printed now: SHA-256, in
    hexadecimal, of its bytes, of these options and of the build. It is the ``key`` of the
    report that ``strata render --from`` writes, and of ``arrow.render_batches``."""
    text = text_of(brief, format, None)
    look = setup(paper, density, mark, theme, deny, max_pages, max_size)
    return _native.key(text.bytes, text.format, look)


def extract(pdf: Pdf) -> list[bytes]:
    """The data of each brief in a printed file, byte for byte, as JSON. Anyone may have
    written the file: it is read in a process of its own, within limits.

    Raises ``PdfUnreadable`` where there are none.
    """
    return _native.enclosed(_bytes(pdf), _press.command())


def verify(pdf: Pdf, *, theme: Theme | os.PathLike[str] | None = None) -> Verification:
    """Whether a printed file is what its data print: they are judged and printed again, in a
    process of its own, every byte is compared, and each of their strings is looked for on the
    pages. ``theme`` has the faces at hand that a house prints in.

    It is no signature: who made a file is not proved.
    """
    look = setup(theme=theme)
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


def _report(said: _native.Verdict) -> Report:
    return Report.of_json(said.report, passed=said.passed, drawn=said.drawn)


def _bytes(pdf: Pdf) -> bytes:
    if isinstance(pdf, os.PathLike):
        return Path(pdf).read_bytes()
    if isinstance(pdf, (bytes, bytearray, memoryview, Print)):
        return bytes(pdf)
    kind = type(pdf).__name__
    raise TypeError(f"a PDF is bytes, a `Print` or a path, not `{kind}`")
