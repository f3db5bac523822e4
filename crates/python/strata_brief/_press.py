"""The child process: this Python once more, for what must not harm its parent.

It is started as a file, not by the name of its module: so it finds what lies beside it
however the parent found that, and nothing of its environment leads it elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path


def command() -> list[str]:
    """What starts it, without what it is to do."""
    if not sys.executable:
        raise RuntimeError("no process can be started: `sys.executable` does not say how")
    return [sys.executable, "-I", "-S", __file__]


def _main(task: str) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from strata_brief import _native

    if task == "serve":
        _native.serve()
    else:
        _native.answer(task)


if __name__ == "__main__":
    _main(sys.argv[1])
