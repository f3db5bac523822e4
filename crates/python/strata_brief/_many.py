"""Many briefs, in processes of their own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeAlias

from . import _native, _press
from ._api import picture
from ._brief import (
    MAX_PAGES,
    MAX_SIZE,
    Brief,
    Density,
    Deny,
    Format,
    Paper,
    Text,
    Theme,
    setup,
    text_of,
)
from ._values import Failure, Print, Refusal, Report

Result: TypeAlias = Print | Refusal | Failure

_BUSY = 2
"""Briefs for each press that are at work or next to be."""

_AHEAD = 32
"""Results for each press that may wait until it is their turn."""


def render_many(
    briefs: Iterable[Brief],
    *,
    jobs: int | None = None,
    timeout: float = 60,
    format: Format | None = None,
    paper: Paper = "a4",
    density: Density = "auto",
    mark: str | None = None,
    theme: Theme | os.PathLike[str] | None = None,
    deny: Deny | None = None,
    max_pages: int = MAX_PAGES,
    max_size: int = MAX_SIZE,
) -> Iterator[Print | Refusal | Failure]:
    """Prints briefs as they come, and yields what has become of each, in their order: a
    ``Print``, or what is false, a ``Refusal`` or a ``Failure``.

    As many presses work as there are processors, or ``jobs``, each in a process of its own. So
    a brief that takes longer than ``timeout`` seconds, crashes its press or takes all memory
    costs itself alone. What is wrong with a brief is a value and never raised; ``PressFailed``
    is raised where no press starts at all.

    ``briefs`` is read little ahead of the results, and nothing of it is kept.
    """
    look = setup(paper, density, mark, theme, deny, max_pages, max_size)
    crew = _native.Crew(_press.command(), jobs, timeout)
    draw = partial(
        picture,
        paper=paper,
        density=density,
        mark=mark,
        theme=theme,
        max_pages=max_pages,
        max_size=max_size,
    )
    return _results(crew, iter(briefs), format, look, draw)


def _results(
    crew: _native.Crew,
    briefs: Iterator[Brief],
    format: Format | None,
    look: _native.Setup,
    draw: partial[bytes],
) -> Iterator[Result]:
    at_work: dict[int, Text] = {}
    ready: dict[int, Result] = {}
    begun = turn = 0
    more = True
    try:
        while True:
            if turn in ready:
                yield ready.pop(turn)
                turn += 1
                continue
            while more and len(at_work) < _BUSY * crew.jobs and begun < turn + _AHEAD * crew.jobs:
                try:
                    brief = next(briefs)
                except StopIteration:
                    more = False
                    break
                name = None if isinstance(brief, os.PathLike) else f"briefs[{begun}]"
                try:
                    text = text_of(brief, format, name)
                except (OSError, TypeError, ValueError) as error:
                    ready[begun] = Failure(name or str(brief), str(error))
                else:
                    crew.put(begun, text.bytes, text.name, text.format, look)
                    at_work[begun] = text
                begun += 1
            if turn in ready:
                continue
            if not at_work:
                return
            done = crew.wait()
            ready[done.tag] = result_of(done, at_work.pop(done.tag), draw)
    finally:
        crew.close()


def result_of(done: _native.Done, text: Text, draw: partial[bytes]) -> Result:
    """What has become of a brief, as a value."""
    if done.report is None or done.fault is not None:
        return Failure(text.name, done.fault or "it was not printed")
    report = Report.of_json(done.report, passed=done.pdf is not None)
    if done.pdf is None or done.sha256 is None or done.pages is None:
        return Refusal(text.name, report)
    again = partial(draw, text.bytes, format=text.format, name=text.name)
    return Print(text.name, done.pages, done.sha256, report, done.pdf, again)
