"""What is raised. All of it survives ``pickle``: ``args`` are what ``__init__`` takes."""

from __future__ import annotations

from collections.abc import Sequence

from ._values import Report


class StrataError(Exception):
    """What all exceptions of this package are."""


class BriefRefused(StrataError, ValueError):
    """A brief has an error, or a warning that is denied, and is not printed."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return str(self.report)


class ThemeRefused(StrataError, ValueError):
    """A theme has an error, and nothing is printed in it."""

    def __init__(self, findings: str, text: str) -> None:
        super().__init__(findings, text)
        self.report = Report.of_json(findings, passed=False, drawn=text)

    def __str__(self) -> str:
        return str(self.report)


class PressFailed(StrataError, RuntimeError):
    """The pages of a brief that holds could not be made: a fault of Strata."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return f"{'; '.join(self.faults)} (please report this, with the brief if you can)"


class PdfUnreadable(StrataError, ValueError):
    """No data of a brief can be read from a file."""
