"""What the tests of the wheel share. They need it installed; what else one of them needs, and
does not find, it says when it is skipped.

    STRATA        the command of the same build
    STRATA_WHEEL  the wheel itself
    STRATA_SPARK  set: with real Spark
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import strata_brief
from strata_brief import _native

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"


def small(title: str = "Back to growth", **more: object) -> dict[str, object]:
    """A brief that prints on one page."""
    return {
        "strata": "1",
        "title": title,
        "subject": {"name": "Example Bakeries plc"},
        "as-of": "2025-09-30",
        "thesis": [{"id": "growth", "kind": "observation", "text": "Growth is back."}],
        "disclosures": {"author": "None.", "positions": "None.", "ai-use": "None."},
        **more,
    }


@pytest.fixture(scope="session")
def amazon() -> bytes:
    return (DATA / "amazon-2025q3.yaml").read_bytes()


@pytest.fixture(scope="session")
def printed(amazon: bytes) -> strata_brief.Print:
    return strata_brief.render(amazon)


@pytest.fixture(scope="session")
def strata() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The command, which is of the same build."""
    path = os.environ.get("STRATA") or pytest.skip("STRATA does not name the command")

    def run(*args: object, **more: object) -> subprocess.CompletedProcess[bytes]:
        words = [path, *map(str, args)]
        return subprocess.run(words, capture_output=True, check=False, **more)

    return run


@pytest.fixture(scope="session")
def trial() -> None:
    """A build in which briefs can do to a press what must cost them alone."""
    if not _native.trial:
        pytest.skip("the wheel is built without its feature `trial`")


def as_json(brief: object) -> str:
    return json.dumps(brief)
