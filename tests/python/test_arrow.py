"""Record batches in, record batches out, without any engine."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import jsonschema
import pytest
import strata_brief
from conftest import ROOT, as_json, small

pa = pytest.importorskip("pyarrow")

from strata_brief.arrow import RESULT_SCHEMA, render_batches  # noqa: E402

HOUSE = ROOT / "tests/themes/house/house.toml"


def batch(briefs: list[object], kind: object = None) -> object:
    ids = [f"row-{n}" for n in range(len(briefs))]
    return pa.record_batch({"id": ids, "brief": pa.array(briefs, kind or pa.string())})


def rows(batches: object) -> list[dict[str, object]]:
    return pa.Table.from_batches(list(batches), RESULT_SCHEMA).to_pylist()


def test_a_row_comes_for_each_row(amazon: bytes) -> None:
    briefs = [amazon.decode(), None, "a.yaml", as_json(small())]
    printed, null, refused, last = rows(render_batches([batch(briefs)]))
    one = strata_brief.render(amazon)
    assert printed == {
        "id": "row-0",
        "key": strata_brief.key(amazon),
        "verdict": "printed",
        "fault": None,
        "findings": printed["findings"],
        "errors": 0,
        "warnings": one.report.warnings,
        "pages": one.pages,
        "bytes": len(one.pdf),
        "sha256": one.sha256,
        "pdf": one.pdf,
    }
    assert (null["id"], null["verdict"], null["fault"]) == ("row-1", "refused", "the brief is null")
    assert null["key"] is None and null["pdf"] is None and null["findings"] == "[]"
    assert refused["verdict"] == "refused" and refused["errors"] and refused["pdf"] is None
    assert last["pdf"] == strata_brief.render(small()).pdf
    found = json.loads(refused["findings"])
    schema = strata_brief.findings_schema()
    finding = {"$ref": "#/$defs/finding", "$defs": schema["$defs"]}
    for it in found:
        jsonschema.Draft202012Validator(finding).validate(it)


@pytest.mark.parametrize(
    "kind",
    [
        pa.large_string(),
        pa.binary(),
        pa.large_binary(),
        pa.string_view(),
        pa.dictionary(pa.int32(), pa.string()),
    ],
    ids=str,
)
def test_texts_of_every_kind(kind: object) -> None:
    (row,) = rows(render_batches([batch([as_json(small())], kind)]))
    assert row["verdict"] == "printed"


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="there is no column `text`, but `id`, `brief`"):
        list(render_batches([batch([])], brief="text"))
    with pytest.raises(TypeError, match="`brief` has texts of briefs, or their bytes: not int64"):
        list(render_batches([batch([1], pa.int64())]))
    with pytest.raises(ValueError, match="chunk"):
        render_batches([], chunk=0)
    with pytest.raises(ValueError, match='paper: there is no "a5"'):
        render_batches([], paper="a5")
    assert rows(render_batches([batch([]), batch([None])]))[0]["verdict"] == "refused"


def test_a_result_batch_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    briefs = [as_json(small(f"Brief {n}")) for n in range(10)]
    sizes = [it.num_rows for it in render_batches([batch(briefs), batch(briefs[:1])], chunk=4)]
    assert sizes == [4, 4, 2, 1]
    monkeypatch.setattr("strata_brief.arrow._MOST", 50_000)
    sizes = [it.num_rows for it in render_batches([batch(briefs)], chunk=10)]
    assert sum(sizes) == 10 and max(sizes) < 5


def test_ids_may_be_numbers(amazon: bytes) -> None:
    table = pa.record_batch({"n": [7, None], "text": [as_json(small())] * 2})
    one, two = rows(render_batches([table], id="n", brief="text"))
    assert (one["id"], two["id"]) == ("7", None)


def test_options_are_those_of_a_print() -> None:
    (row,) = rows(render_batches([batch([as_json(small())])], theme=HOUSE, mark="draft"))
    assert row["pdf"] == strata_brief.render(as_json(small()), theme=HOUSE, mark="draft").pdf
    assert row["key"] == strata_brief.key(as_json(small()), theme=HOUSE, mark="draft")


def test_files_are_named_by_what_is_in_them(tmp_path: Path) -> None:
    target = tmp_path / "a" / "prints"
    briefs = [as_json(small()), as_json(small()), "titel: x"]
    found = rows(render_batches([batch(briefs)], to=target.as_uri()))
    assert [it["pdf"] for it in found] == [None] * 3
    assert [it["verdict"] for it in found] == ["printed", "printed", "refused"]
    (file,) = target.iterdir()
    assert file.name == f"{found[0]['key']}.pdf" == f"{found[1]['key']}.pdf"
    assert file.read_bytes() == strata_brief.render(briefs[0]).pdf
    assert found[0]["bytes"] == file.stat().st_size
    (both,) = rows(render_batches([batch(briefs[:1])], to=target.as_uri(), pdf=True))
    assert both["pdf"] == file.read_bytes()
    (none,) = rows(render_batches([batch(briefs[:1])], pdf=False))
    assert none["pdf"] is None and none["sha256"] == both["sha256"]


def test_a_folder_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        render_batches([], to=(tmp_path / "file" / "prints").as_uri())
    with pytest.raises(ValueError):
        render_batches([], to="prints")


def test_a_file_that_cannot_be_written_is_a_row(tmp_path: Path) -> None:
    work = render_batches([batch([as_json(small())])], to=tmp_path.as_uri())
    (tmp_path / f"{strata_brief.key(as_json(small()))}.pdf").mkdir()
    (row,) = rows(work)
    assert row["verdict"] == "failed" and "cannot be written" in row["fault"]
    assert row["pages"] is None and not list(tmp_path.glob(".*"))


@pytest.mark.usefixtures("trial")
def test_what_a_brief_does_to_its_press_costs_one_row() -> None:
    briefs = [as_json(small(id=f"trial-{it}")) for it in ("abort", "x", "hang", "y", "fault")]
    found = rows(render_batches([batch(briefs)], timeout=3))
    assert [it["verdict"] for it in found] == ["failed", "printed", "failed", "printed", "failed"]
    faults = [it["fault"] for it in found]
    assert faults[0] == "it crashed (signal 6)" and faults[2] == "it took longer than 3 s"
    assert faults[1] is None and "as the brief says" in faults[4]
    assert found[0]["key"] and found[0]["errors"] is None


def test_an_iterator_that_is_left_leaves_nothing(amazon: bytes) -> None:
    left = render_batches([batch([as_json(small(f"Brief {n}")) for n in range(9)])], chunk=2)
    assert next(left).num_rows == 2
    del left
    (row,) = rows(render_batches([batch([amazon.decode()])]))
    assert row["sha256"] == strata_brief.render(amazon).sha256


def partition(to: str, chunk: int) -> list[dict[str, object]]:
    briefs = [as_json(small(f"Brief {n}")) for n in range(12)]
    return rows(render_batches([batch(briefs)], to=to, chunk=chunk))


def test_two_processes_may_work_on_the_same_rows(tmp_path: Path) -> None:
    """This stands for speculation, and for what a killed worker still writes."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        work = [pool.apply_async(partition, (tmp_path.as_uri(), n)) for n in (3, 4)]
        one, two = (it.get(timeout=120) for it in work)
    assert one == two
    files = {it.name: it.stat().st_size for it in tmp_path.iterdir()}
    assert files == {f"{it['key']}.pdf": it["bytes"] for it in one}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_worker_starts_its_own_press() -> None:
    assert rows(render_batches([batch([as_json(small())])]))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert len(pool.apply(partition_in_memory)) == 1


def partition_in_memory() -> list[dict[str, object]]:
    return rows(render_batches([batch([as_json(small())])]))
