"""Threads, forks and fresh interpreters."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import strata_brief
from conftest import small

fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


def test_the_interpreter_is_released_while_a_brief_is_printed(amazon: bytes) -> None:
    counted, printing = 0, threading.Event()
    printed: list[strata_brief.Print] = []

    def press() -> None:
        printing.set()
        printed.append(strata_brief.render(amazon))
        printing.clear()

    thread = threading.Thread(target=press)
    thread.start()
    printing.wait()
    while printing.is_set():
        counted += 1
        time.sleep(0.001)
    thread.join()
    assert printed and counted > 5


def test_threads_print_the_same(amazon: bytes) -> None:
    with ThreadPoolExecutor(8) as pool:
        prints = list(pool.map(strata_brief.render, [amazon] * 8))
    assert len({it.sha256 for it in prints}) == 1


def test_a_small_stack_is_enough() -> None:
    deep: object = "x"
    for _ in range(31):
        deep = [deep]
    reports: list[strata_brief.Report] = []
    before = threading.stack_size(512 << 10)
    try:
        briefs = [{"strata": deep}, small()]
        work = threading.Thread(target=lambda: reports.extend(map(strata_brief.check, briefs)))
        work.start()
    finally:
        threading.stack_size(before)
    work.join()
    assert [it.passed for it in reports] == [False, True]


def in_child(work) -> int:
    """The exit code of some work in a forked child that has two minutes for it."""
    child = os.fork()
    if child == 0:
        signal.alarm(120)
        try:
            os._exit(0 if work() else 1)
        except BaseException:
            os._exit(2)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@fork
def test_a_child_prints_after_its_parent_has(printed: strata_brief.Print, amazon: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(strata_brief.render, [small()] * 4))
    assert in_child(lambda: strata_brief.render(amazon).pdf == printed.pdf) == 0
    assert in_child(lambda: in_child(lambda: strata_brief.render(small())) == 0) == 0
    assert strata_brief.render(amazon).pdf == printed.pdf


@fork
def test_a_child_leaves_the_crew_of_its_parent_alone() -> None:
    results = strata_brief.render_many([small(f"Brief {n}") for n in range(9)], jobs=1)
    assert next(results)

    def work() -> bool:
        results.close()
        return all(strata_brief.render_many([small()], jobs=1))

    assert in_child(work) == 0
    assert len(list(results)) == 8 and not list(results)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_pools_of_processes(method: str, printed: strata_brief.Print, amazon: bytes) -> None:
    with multiprocessing.get_context(method).Pool(2) as pool:
        prints = pool.map_async(strata_brief.render, [amazon] * 3).get(timeout=120)
    assert {it.sha256 for it in prints} == {printed.sha256}


def test_a_signal_ends_the_wait(tmp_path: Path) -> None:
    text = "import strata_brief; list(strata_brief.render_many(iter(lambda: {}, 0)))"
    child = subprocess.Popen([sys.executable, "-c", text], stderr=subprocess.PIPE)
    time.sleep(3)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=120)
    assert said.rstrip().endswith(b"KeyboardInterrupt")


def test_the_press_needs_no_path_and_no_environment(tmp_path: Path) -> None:
    """As where the package lies in the folder of a user, or was found by a path."""
    package = Path(strata_brief.__file__).parent
    (tmp_path / "strata_brief").symlink_to(package, target_is_directory=True)
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')")
    text = "import sys; sys.path.append(sys.argv[1]); import strata_brief; import os;"
    text += "os.chdir(sys.argv[1]);"
    text += "print(len(strata_brief.extract(strata_brief.render(sys.argv[2]))))"
    python = [sys.executable, "-S", "-c", text, tmp_path, "strata: '1'"]
    ran = subprocess.run(python, capture_output=True, text=True, check=False)
    assert "BriefRefused" in ran.stderr
    python[-1] = '{"strata":"1","title":"A","subject":{"name":"B"},"as-of":"2025-01-01",'
    python[-1] += '"thesis":[{"id":"a","kind":"observation","text":"It is."}]}'
    ran = subprocess.run(python, capture_output=True, text=True, check=False)
    assert ran.stdout == "1\n", ran.stderr
