"""Many briefs by presses in processes of their own."""

from __future__ import annotations

import itertools
import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import strata_brief
from conftest import DATA, small
from strata_brief import Failure, Print, Refusal, render, render_many


def test_results_come_in_the_order_of_the_briefs(amazon: bytes) -> None:
    briefs = [amazon, "titel: x", DATA / "none.yaml", small(), 7, Path("a.txt")]
    results = list(render_many(briefs, jobs=2))
    assert [type(it) for it in results] == [Print, Refusal, Failure, Print, Failure, Failure]
    assert [it.name for it in results] == [
        "briefs[0]",
        "briefs[1]",
        str(DATA / "none.yaml"),
        "briefs[3]",
        "briefs[4]",
        "a.txt",
    ]
    assert [bool(it) for it in results] == [True, False, False, True, False, False]
    assert results[0].pdf == render(amazon).pdf and results[0].pages > 3
    assert results[0]._repr_png_()[:4] == b"\x89PNG"
    assert results[3].pdf == render(small()).pdf
    assert "No such file" in results[2].fault and "not `int`" in results[4].fault
    assert pickle.loads(pickle.dumps(results)) == results


def test_a_refusal_has_the_findings_of_a_check() -> None:
    (refused,) = render_many(["titel: x"])
    assert isinstance(refused, Refusal)
    report = refused.report
    assert report.findings == strata_brief.check("titel: x").findings and not report
    assert str(report).startswith("briefs[0]:1:1: error[S001 unknown-key]: ")
    schema = strata_brief.findings_schema()
    jsonschema.Draft202012Validator(schema).validate([report.as_dict()])


def test_options_hold_for_all() -> None:
    options = {"paper": "us-letter", "mark": "draft"}
    (printed,) = render_many([small()], **options)
    assert printed.pdf == render(small(), **options).pdf
    for wrong in [{"jobs": 0}, {"timeout": 0}, {"timeout": float("nan")}, {"paper": "a5"}]:
        with pytest.raises(ValueError, match=next(iter(wrong))):
            render_many([], **wrong)
    assert list(render_many([])) == []


class Endless:
    """Briefs without end, which count how many were read."""

    def __init__(self, *first: dict[str, object]) -> None:
        self.read = 0
        self.first = list(first)

    def __iter__(self) -> Iterator[dict[str, object]]:
        for self.read in itertools.count(1):
            yield self.first.pop() if self.first else small(f"Brief {self.read}")


def test_briefs_are_read_little_ahead() -> None:
    briefs = Endless()
    results = render_many(briefs, jobs=1)
    assert next(results) and briefs.read == 2
    assert all(itertools.islice(results, 5)) and briefs.read == 7


@pytest.mark.usefixtures("trial")
def test_a_brief_that_hangs_holds_up_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strata_brief._many._AHEAD", 2)
    briefs = Endless(small(id="trial-hang"))
    results = render_many(briefs, jobs=2, timeout=6)
    assert not next(results) and briefs.read == 4
    assert all(itertools.islice(results, 5))


@pytest.mark.usefixtures("trial")
def test_what_a_brief_does_to_its_press_costs_that_brief() -> None:
    names = ["abort", "hang", "overflow", "memory", "panic", "fault"]
    briefs = [small(id=f"trial-{name}") for name in names]
    mixed = [it for brief in briefs for it in (brief, small())]
    results = list(render_many(mixed, jobs=2, timeout=5))
    assert all(results[1::2]) and not any(results[::2])
    faults = [it.fault for it in results[::2] if isinstance(it, Failure)]
    assert faults[0] == "it crashed (signal 6)"
    assert faults[1] == "it took longer than 5 s"
    assert faults[2].startswith("it crashed (signal")
    assert faults[3] == "it needed more than 1024 MiB of memory"
    assert "a panic" in faults[4] and "as the brief says" in faults[5]


def children() -> int:
    """How many presses this process has."""
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name, which may hold anything, stands in parentheses.
            parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            count += int(parent) == os.getpid() and b"_press" in (folder / "cmdline").read_bytes()
        except OSError:
            continue
    return count


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in /proc")
def test_no_press_is_left_behind() -> None:
    before = children()
    results = render_many([small(f"Brief {n}") for n in range(20)], jobs=2)
    assert next(results)
    assert children() == before + 2
    del results
    assert children() == before
    assert all(render_many([small()], jobs=2))
    assert children() == before


def test_a_machine_where_no_press_starts_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/none/python")
    with pytest.raises(strata_brief.PressFailed, match="cannot be started"):
        list(render_many([small()]))
