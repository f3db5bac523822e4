"""A program that makes a brief, as a type checker sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import strata_brief

if TYPE_CHECKING:
    from strata_brief.types import Brief, Figure

sales: Figure = {
    "label": "Sales",
    "value": "£4.2B",
    "change": "+6% yoy",
    "period": "H1 2025",
    "source": "report",
}
brief: Brief = {
    "strata": "1",
    "title": "Back to growth",
    "subject": {"name": "Example Bakeries plc", "fiscal-year": "calendar"},
    "as-of": "2025-09-30",
    "figures": {"sales": sales},
    "sources": {"report": {"title": "Half-year report", "tier": "regulatory-filing"}},
    "thesis": [
        {
            "id": "growth",
            "kind": "judgment",
            "text": "Growth is back: {sales.change}.",
            "rests-on": ["sales"],
        }
    ],
}
report: strata_brief.Report = strata_brief.check(brief)
codes: list[str] = [finding.code for finding in report.findings]
if report:
    pages: int = strata_brief.render(brief, paper="a4").pages
for result in strata_brief.render_many([brief]):
    if isinstance(result, strata_brief.Failure):
        fault: str = result.fault
