"""What comes back: findings, prints, and what was found out about a printed file."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]
Verdict = Literal["verified", "refuted", "not proved"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text of a brief. Lines and columns count from 1, columns in characters;
    bytes count from 0."""

    line: int
    column: int
    end_line: int
    end_column: int
    byte_start: int
    byte_end: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, with a few words."""

    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to stand at a place instead of what stands there."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding, and bring no other: they have been tried."""

    safety: Literal["safe", "unsafe"]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``explain(finding.code)`` tells why its rule exists."""

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    certainty: Literal["low", "medium", "high"] | None = None
    help: str | None = None
    path: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a brief; true if it may be printed. ``str`` draws it for people."""

    name: str
    """The name under which the brief was judged."""
    errors: int
    warnings: int
    notes: int
    findings: tuple[Finding, ...]
    more: int
    """How many are counted above and not listed."""
    passed: bool
    """Whether the brief has no error, and no warning if these are denied."""
    _json: str = field(repr=False)
    _text: str | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of_json(cls, text: str, *, passed: bool, drawn: str | None = None) -> Report:
        """Reads what ``strata check --format json`` says of one brief."""
        said = json.loads(text)
        return cls(
            name=said["file"],
            errors=said["errors"],
            warnings=said["warnings"],
            notes=said["notes"],
            findings=tuple(map(_finding, said["findings"])),
            more=said["more"],
            passed=passed,
            _json=text,
            _text=drawn,
        )

    def as_dict(self) -> dict[str, Any]:
        """The same as an object of ``findings_schema()``, which describes a list of them."""
        said: dict[str, Any] = json.loads(self._json)
        return said

    def __bool__(self) -> bool:
        return self.passed

    def __str__(self) -> str:
        if self._text is not None:
            return self._text.rstrip("\n")
        lines = [f"{self.name}:{_line(finding)}" for finding in self.findings]
        if self.more:
            lines.append(f"{self.name}: and {self.more} more")
        return "\n".join([*lines, f"{self.name}: {self._summary()}"])

    def _summary(self) -> str:
        counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
        said = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n]
        return ", ".join(said) or "no findings"

    def _repr_html_(self) -> str:
        head = f"<caption>{escape(self.name)}: {self._summary()}</caption>"
        if not self.findings:
            return f"<p>{escape(self.name)}: no findings</p>"
        rows = "".join(map(_row, self.findings))
        more = f"<tr><td colspan=4>and {self.more} more</td></tr>" if self.more else ""
        return f"<table>{head}<tbody>{rows}{more}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Print:
    """A printed brief. A notebook shows its first page."""

    name: str
    pages: int
    sha256: str
    """Of the file, in hexadecimal."""
    report: Report = field(repr=False)
    pdf: bytes = field(repr=False)
    _draw: Callable[[], bytes] | None = field(default=None, repr=False, compare=False)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes the file: whole, or not at all."""
        path = Path(path)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            with open(part, "xb") as file:
                file.write(self.pdf)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return path

    def __bytes__(self) -> bytes:
        return self.pdf

    def _repr_png_(self) -> bytes | None:
        return self._draw() if self._draw else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A brief of many that has an error, or a warning that is denied; it is false."""

    name: str
    report: Report

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Failure:
    """A brief of many that could not be read or printed: a fault of its file, of the press or
    of the machine. It is false."""

    name: str
    fault: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Difference:
    """A page that says something else than it should."""

    page: int
    says: str
    should: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about a printed file; true if it is ``"verified"``."""

    verdict: Verdict
    """``"not proved"`` where it could not be read, or where another version or build of
    Strata printed it, or faces did that are not at hand."""
    bytes: str
    """How printing its data again compares: ``"identical"``, ``"differ"``, or why the bytes
    could not be compared."""
    fault: str | None
    """Why it could not be read, or its data not be printed."""
    strings: int
    """How many strings of the data were looked for on the pages."""
    missing: tuple[str, ...]
    """Those that are not there, with their places."""
    differences: tuple[Difference, ...]
    """Where the pages say something else than the data would print."""
    exchanged: tuple[str, ...]
    """The data that are not those of the print."""
    reports: tuple[Report, ...]
    """What the check says of each brief now."""
    imprint: Mapping[str, Any] | None
    """How it says that it was printed."""
    faces: tuple[Mapping[str, str], ...]
    """The faces that are not at hand."""

    @classmethod
    def of_json(cls, text: str) -> Verification:
        """Reads what the native half says."""
        said = json.loads(text)
        reports = [(json.dumps(it), not it["errors"]) for it in said["reports"]]
        return cls(
            verdict=said["verdict"],
            bytes=said["bytes"],
            fault=said["fault"],
            strings=said["strings"],
            missing=tuple(said["missing"]),
            differences=tuple(Difference(**it) for it in said["differences"]),
            exchanged=tuple(said["exchanged"]),
            reports=tuple(Report.of_json(it, passed=ok) for it, ok in reports),
            imprint=said["imprint"],
            faces=tuple(said["faces"]),
        )

    def __bool__(self) -> bool:
        return self.verdict == "verified"

    def __str__(self) -> str:
        lines = [f"{self.verdict}: {self.fault or f'bytes {self.bytes}'}"]
        lines += [f"needs the face {it['name']} (sha256 {it['sha256']})" for it in self.faces]
        lines += [f"{name} is not what was printed" for name in self.exchanged]
        lines += self.missing
        lines += [
            f"page {it.page} says {it.says!r} instead of {it.should!r}" for it in self.differences
        ]
        return "\n  - ".join(lines)


def _place(said: Mapping[str, Any]) -> Place:
    return Place(
        line=said["line"],
        column=said["column"],
        end_line=said["end-line"],
        end_column=said["end-column"],
        byte_start=said["byte-start"],
        byte_end=said["byte-end"],
    )


def _finding(said: Mapping[str, Any]) -> Finding:
    fix = said.get("fix")
    return Finding(
        code=said["code"],
        name=said["name"],
        severity=said["severity"],
        message=said["message"],
        place=_place(said),
        certainty=said.get("certainty"),
        help=said.get("help"),
        path=said.get("path"),
        related=tuple(Related(it["label"], _place(it)) for it in said["related"]),
        fix=fix and Fix(fix["safety"], tuple(Edit(it["text"], _place(it)) for it in fix["edits"])),
    )


def _line(it: Finding) -> str:
    at = f"{it.place.line}:{it.place.column}"
    said = f"{at}: {it.severity}[{it.code} {it.name}]: {it.message}"
    return f"{said}; {it.help}" if it.help else said


def _row(it: Finding) -> str:
    rule, at = f"{it.code} {it.name}", f"{it.place.line}:{it.place.column}"
    said = f"{it.message}; {it.help}" if it.help else it.message
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in (it.severity, rule, at, said))
    return f"<tr>{cells}</tr>"
