"""Company analysis, kept as data, checked the way a compiler checks code, printed as PDF.

>>> import strata_brief
>>> report = strata_brief.check({"strata": "1", "title": "Back to growth"})
>>> bool(report), report.findings[0].message
(False, 'missing `as-of`, `subject` and `thesis`')
"""

from ._api import (
    check,
    explain,
    extract,
    findings_schema,
    key,
    picture,
    render,
    schema,
    verify,
)
from ._brief import Theme
from ._errors import BriefRefused, PdfUnreadable, PressFailed, StrataError, ThemeRefused
from ._many import render_many
from ._native import __version__
from ._values import (
    Difference,
    Edit,
    Failure,
    Finding,
    Fix,
    Place,
    Print,
    Refusal,
    Related,
    Report,
    Verification,
)

__all__ = [
    "BriefRefused",
    "Difference",
    "Edit",
    "Failure",
    "Finding",
    "Fix",
    "PdfUnreadable",
    "Place",
    "PressFailed",
    "Print",
    "Refusal",
    "Related",
    "Report",
    "StrataError",
    "Theme",
    "ThemeRefused",
    "Verification",
    "__version__",
    "check",
    "explain",
    "extract",
    "findings_schema",
    "key",
    "picture",
    "render",
    "render_many",
    "schema",
    "verify",
]
