"""The child process: this Python once more, on what must not harm its parent.

It is started as a file, for what it needs lies beside it, however the parent found that.
"""

from __future__ import annotations

import sys
from pathlib import Path


def command() -> list[str]:
    """What starts it, without what it is to do: isolated, and in no environment."""
    if not sys.executable:
        raise RuntimeError("this Python does not know where it lies: sys.executable is empty")
    return [sys.executable, "-I", "-S", __file__]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from strata_brief import _native

    _native.serve(sys.argv[1])
