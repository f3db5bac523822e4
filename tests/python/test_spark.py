"""Briefs in a table of real Spark, of which an executor is killed.

With `STRATA_SPARK` set, PySpark and Java. One machine, two executors of one core each; some
two minutes and 2 GB.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import strata_brief
from conftest import DATA, as_json, small

if not os.environ.get("STRATA_SPARK"):
    pytest.skip("STRATA_SPARK is not set", allow_module_level=True)
pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("java is not installed", allow_module_level=True)

import pyspark
from pyspark.sql import DataFrame, SparkSession
from strata_brief.spark import render

pytestmark = pytest.mark.usefixtures("trial")

COUNT = 60
TIMEOUT = 30.0
MARK = "STRATA_SPARK_TEST"


def sources() -> list[dict[str, Any]]:
    """Two briefs, each changed in its words and in a figure."""
    texts = [DATA / f"example-{name}.yaml" for name in ("line-2025q3", "stores-2025q4")]
    data = [json.loads(strata_brief.extract(strata_brief.render(it))[0]) for it in texts]
    briefs = []
    for n in range(COUNT):
        brief = json.loads(json.dumps(data[n % 2]))
        brief |= {"id": f"brief-{n:02}", "title": f"{brief['title']}, {n}"}
        briefs.append(brief)
    return briefs


@pytest.fixture(scope="module")
def lines() -> dict[str, str]:
    """All rows: each of these briefs, one that is refused, one that aborts, one that hangs."""
    briefs = [*sources(), small(id="refused", titel="x")]
    briefs += [small(id=f"trial-{it}") for it in ("abort", "hang")]
    return {str(it["id"]): as_json(it) for it in briefs}


@pytest.fixture(scope="module")
def alone(strata, lines, tmp_path_factory) -> dict[str, dict[str, Any]]:
    """What the command makes of the same lines."""
    folder = tmp_path_factory.mktemp("alone")
    source, report = folder / "briefs.jsonl", folder / "report.jsonl"
    source.write_text("".join(f"{it}\n" for it in lines.values()))
    ran = strata("render", "--from", source, "-o", folder, "--report", report, "--quiet")
    assert ran.returncode == 1, ran.stderr.decode()
    told = [json.loads(it) for it in report.read_text().splitlines()]
    begins = [0, *itertools.accumulate(len(it.encode()) + 1 for it in lines.values())]
    for it in told:
        it["pdf"] = (folder / it["output"]).read_bytes() if it["verdict"] == "printed" else None
        before = it["n"] - 1
        it["findings"] = within(it["findings"], {"line": before, "byte": begins[before]})
    return {it["id"]: it for it in told}


def within(findings: Any, before: dict[str, int]) -> Any:
    """Findings at their places in a brief, not in the file that has it in one of its lines."""
    if isinstance(findings, list):
        return [within(it, before) for it in findings]
    if not isinstance(findings, dict):
        return findings
    kinds = {"line": "line", "end-line": "line", "byte-start": "byte", "byte-end": "byte"}
    return {
        key: value - before[kinds[key]] if key in kinds else within(value, before)
        for key, value in findings.items()
    }


@pytest.fixture(scope="module")
def mark() -> Iterator[str]:
    """What the processes of this run have in their environment, and no others."""
    os.environ[MARK] = str(uuid.uuid4())
    os.environ.pop("SPARK_HOME", None)
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    yield os.environ[MARK]
    deadline = time.monotonic() + 60
    while processes(os.environ[MARK]) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert processes(os.environ[MARK]) == {}, "a process is left behind"


@pytest.fixture(scope="module")
def spark(mark: str) -> Iterator[SparkSession]:
    options = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "512m",
        "spark.executor.memory": "512m",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("strata")
    for key, value in options.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    context = session.sparkContext
    context.setLogLevel("ERROR")
    yield session
    work = Path(pyspark.__file__).parent / "work" / str(context.applicationId)
    gateway = context._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(60)
    shutil.rmtree(work, ignore_errors=True)


def processes(mark: str) -> dict[int, str]:
    """The living processes of a run but for this one, by their ids, with their commands."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes():
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(folder.name)] = command
        except OSError:
            # It has ended, or is of another user.
            continue
    return {pid: command for pid, command in found.items() if command}


def executors(mark: str) -> set[int]:
    named = "CoarseGrainedExecutorBackend"
    return {pid for pid, command in processes(mark).items() if named in command}


def kill_one(mark: str, enough: Callable[[], bool], work: Future[Any]) -> tuple[int, set[int]]:
    """Kills an executor once enough is done; it, and those that there were."""
    while not enough():
        assert not work.done(), "the job ended before an executor was killed"
        time.sleep(0.1)
    before = executors(mark)
    assert len(before) == 2
    killed = max(before)
    os.kill(killed, signal.SIGKILL)
    return killed, before


def table(spark: SparkSession, lines: dict[str, str], log: Path) -> DataFrame:
    """The rows in ten parts, each logged as it goes to the press."""
    df = spark.createDataFrame(list(lines.items()), "id string, brief string")

    def logged(batches: Any) -> Any:
        for batch in batches:
            with open(log, "a") as file:
                file.write("".join(f"{it}\n" for it in batch.column("id").to_pylist()))
            yield batch

    return df.repartition(10, "id").mapInArrow(logged, df.schema)


def compare(rows: list[dict[str, Any]], lines: dict[str, str], alone: dict[str, Any]) -> int:
    """Holds rows against what the command made of the same lines; how many are equal."""
    assert sorted(it["id"] for it in rows) == sorted(lines), "each once"
    equal = 0
    for row in rows:
        own = alone[row["id"]]
        assert row["key"] == own["key"], row["id"]
        if row["id"] == "trial-abort":
            assert (row["verdict"], row["fault"]) == ("failed", "it crashed (signal 6)")
        elif row["id"] == "trial-hang":
            assert (row["verdict"], row["fault"]) == ("failed", "it took longer than 30 s")
        else:
            assert row["verdict"] == own["verdict"], row
            assert json.loads(row["findings"]) == own["findings"]
            assert (row["errors"], row["warnings"]) == (own["errors"], own["warnings"])
            assert row["sha256"] == own.get("sha256") and row["pages"] == own.get("pages")
            equal += 1
    assert equal == COUNT + 1
    return equal


def test_a_killed_executor_costs_no_row(spark, mark, lines, alone, tmp_path) -> None:
    log = tmp_path / "log"
    log.touch()

    def begun() -> int:
        return len(log.read_text().splitlines())

    df = render(table(spark, lines, log), timeout=TIMEOUT)
    started = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(df.collect)
        killed, before = kill_one(mark, lambda: begun() >= COUNT / 3, work)
        rows = [it.asDict() for it in work.result()]
    after = executors(mark)
    assert killed not in after and after - before, "another one came"
    assert begun() > len(rows), "some were printed again"
    equal = compare(rows, lines, alone)
    printed = [it for it in rows if it["pdf"] is not None]
    same = sum(bytes(it["pdf"]) == alone[it["id"]]["pdf"] for it in printed)
    assert same == len(printed) == COUNT
    print(
        f"\ncolumn: executor {killed} of {sorted(before)} killed, then {sorted(after)}; "
        f"{begun()} renders, {len(rows)} rows, each once, {equal} equal to the command's, "
        f"{same} files byte for byte; {time.monotonic() - started:.0f} s"
    )


def test_files_are_written_once(spark, mark, lines, alone, tmp_path) -> None:
    log, folder = tmp_path / "log", tmp_path / "prints"
    df = render(table(spark, lines, log), to=folder.as_uri(), timeout=TIMEOUT)

    def there() -> int:
        return len(list(folder.glob("*.pdf"))) if folder.exists() else 0

    started = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(df.collect)
        killed, _ = kill_one(mark, lambda: there() >= COUNT / 3, work)
        rows = [it.asDict() for it in work.result()]
    assert killed not in executors(mark)
    equal = compare(rows, lines, alone)
    assert all(it["pdf"] is None for it in rows)
    # Children of a killed executor may be at work for some seconds more.
    time.sleep(5)
    printed = {f"{it['key']}.pdf": alone[it["id"]]["pdf"] for it in rows if it["sha256"]}
    assert {it.name: it.read_bytes() for it in folder.iterdir()} == printed
    print(
        f"\nfiles: executor {killed} killed; {len(log.read_text().splitlines())} renders, "
        f"{len(rows)} rows, each once, {equal} equal, {len(printed)} files byte for byte, "
        f"no part left; {time.monotonic() - started:.0f} s"
    )


def test_without_a_press_of_its_own_a_brief_fails_the_job(spark) -> None:
    """What the tests above would not prove if an abort were harmless."""

    def inline(batches: Any) -> Any:
        for batch in batches:
            for text in batch.column("brief").to_pylist():
                strata_brief.render(text)
            yield batch

    row = [("abort", as_json(small(id="trial-abort")))]
    df = spark.createDataFrame(row, "id string, brief string")
    with pytest.raises(Exception, match=r"crashed|exited unexpectedly"):
        df.mapInArrow(inline, df.schema).collect()
    assert render(df).collect()[0]["verdict"] == "failed"
