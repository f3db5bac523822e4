"""Briefs in, findings out."""

from __future__ import annotations

import datetime
import io
import json
import pickle
from pathlib import Path
from types import MappingProxyType

import jsonschema
import pytest
import strata_brief
from conftest import DATA, small
from strata_brief import check


def test_a_brief_is_text_or_a_file_or_data(amazon: bytes) -> None:
    kinds = [amazon, bytearray(amazon), memoryview(amazon), amazon.decode()]
    reports = [check(kind) for kind in kinds] + [check(DATA / "amazon-2025q3.yaml")]
    assert all(reports)
    first = reports[0]
    assert [it.findings for it in reports] == [first.findings] * len(reports)
    assert [it.name for it in reports] == ["brief"] * 4 + [str(DATA / "amazon-2025q3.yaml")]
    assert check(small()) and check(MappingProxyType(small()))
    assert check(small(**{"as-of": datetime.date(2025, 9, 30)}))


def test_a_text_is_never_a_path() -> None:
    path = DATA / "amazon-2025q3.yaml"
    with pytest.raises(ValueError, match="is text, and no brief: for a file give a"):
        check(str(path))
    assert check(str(path).encode()).findings[0].code == "S004"


@pytest.mark.parametrize("brief", [None, 7, ["strata"], io.BytesIO(b"{}"), {1, 2}])
def test_what_is_no_brief_is_a_type_error(brief: object) -> None:
    with pytest.raises(TypeError, match="a brief is text, a path or a mapping, not"):
        check(brief)


def test_a_mapping_holds_what_json_holds() -> None:
    with pytest.raises(TypeError, match="texts, lists and maps, not `set`"):
        check({"strata": {1}})
    with pytest.raises(TypeError, match="not `datetime`"):
        check({"strata": datetime.datetime(2025, 1, 1)})
    with pytest.raises(ValueError):
        check({"strata": float("nan")})


def test_what_a_text_is_written_in() -> None:
    text = json.dumps(small())
    toml = 'strata = "1"\n'
    codes = [it.code for it in check(toml, format="toml").findings]
    assert codes and all(code.startswith("S") for code in codes)
    assert check(text) and check("\ufeff \n" + text) and check(text, format="yaml")
    assert check("strata: '1'").findings[0].code.startswith("S")
    assert check("{'strata': 1}").findings[0].code == "P200"
    with pytest.raises(ValueError, match='there is no "xml", but "yaml", "json", "toml"'):
        check(text, format="xml")


def test_a_path_says_what_it_is_written_in(tmp_path: Path) -> None:
    for ending in ["json", "JSON", "yml"]:
        path = tmp_path / f"brief.{ending}"
        path.write_text(json.dumps(small()))
        assert check(path)
    path = tmp_path / "brief.txt"
    path.write_text(json.dumps(small()))
    with pytest.raises(ValueError, match="does not say what it is written in: give `format`"):
        check(path)
    assert check(path, format="json")
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.yaml")


def test_findings_have_their_places() -> None:
    report = check("strata: '1'\ntitel: Back\n", name="acme.yaml")
    assert not report.passed and report.errors == len(report.findings)
    titel = next(it for it in report.findings if it.code == "S001")
    assert (titel.place.line, titel.place.column, titel.severity) == (2, 1, "error")
    assert "titel" in titel.message and titel.fix is not None
    assert titel.fix.edits[0].text == "title"
    assert "acme.yaml:2:1" in str(report) and "2 | titel: Back" in str(report)


def test_reports_keep_the_schema() -> None:
    briefs: list[object] = [small(), "titel: x", "a: [", b"\xff", "\ud800", "", small(extra=1)]
    found = [check(brief).as_dict() for brief in briefs]
    schema = strata_brief.findings_schema()
    jsonschema.Draft202012Validator(schema).validate(found)
    assert [bool(it["errors"]) for it in found] == [False, *[True] * 6]


def test_warnings_can_be_denied(amazon: bytes) -> None:
    brief = small(figures={"sales": {"label": "Sales", "value": "$1B"}})
    report = check(brief)
    assert report and report.warnings
    assert not check(brief, deny="warnings")
    with pytest.raises(strata_brief.BriefRefused):
        strata_brief.render(brief, deny="warnings")
    with pytest.raises(ValueError, match="deny"):
        check(brief, deny="notes")


def test_what_is_too_large_is_a_finding(amazon: bytes) -> None:
    assert not check(amazon, max_size=1000)
    assert check(b" " * (2 << 20)).errors == 1


def test_a_report_is_drawn_for_notebooks() -> None:
    html = check("titel: <b>&", name="<i>")._repr_html_()
    assert "<table>" in html and "<b>" not in html and "<i>" not in html
    assert check(small())._repr_html_() == "<p>brief: no findings</p>"


def test_values_come_back_from_pickle() -> None:
    report = check("titel: x")
    again = pickle.loads(pickle.dumps(report))
    assert again == report and str(again) == str(report) and not again
    assert again.as_dict() == report.as_dict()
    with pytest.raises(AttributeError):
        report.errors = 0


def test_words_on_rules() -> None:
    assert "growth-mismatch" in strata_brief.explain("L021")
    assert strata_brief.explain("growth-mismatch") == strata_brief.explain("L021")
    with pytest.raises(LookupError, match="there is no rule"):
        strata_brief.explain("L999")


def test_the_schema_is_that_of_the_command(strata) -> None:
    assert strata_brief.schema() == json.loads(strata("schema").stdout)
    jsonschema.Draft202012Validator(strata_brief.schema()).validate(small())
