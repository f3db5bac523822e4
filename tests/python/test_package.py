"""The package itself: what is in the wheel, and its types."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import strata_brief
from conftest import ROOT
from strata_brief import _native

HERE = Path(__file__).parent
LARGEST = 25 << 20
"""Of a wheel, in bytes; of one for tests, which is not optimized, ten MiB more."""


def run(*args: object, **more: object) -> str:
    ran = subprocess.run(list(map(str, args)), capture_output=True, text=True, check=False, **more)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return str(ran.stdout)


@pytest.fixture(scope="module")
def wheel() -> zipfile.ZipFile:
    path = os.environ.get("STRATA_WHEEL") or pytest.skip("STRATA_WHEEL does not name the wheel")
    assert Path(path).stat().st_size <= LARGEST + (10 << 20) * _native.trial
    assert "-cp310-abi3-" in path
    return zipfile.ZipFile(path)


def test_what_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    names = {it.filename for it in wheel.infolist()}
    ours = {it for it in names if it.startswith("strata_brief/")}
    source = ROOT / "crates/python/strata_brief"
    assert ours - {f"strata_brief/{it.name}" for it in source.iterdir()} == {
        it for it in ours if "/_native." in it and not it.endswith(".pyi")
    }
    assert len(ours) == len([it for it in source.iterdir() if it.is_file()]) + 1
    info = f"strata_brief-{strata_brief.__version__}.dist-info"
    licences = {it.rsplit("/", 1)[1] for it in names if it.startswith(f"{info}/licenses/")}
    assert licences == {
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "LICENSE-source-sans.md",
        "LICENSE-source-serif.md",
    }
    assert any(it.startswith(f"{info}/sboms/") for it in names)


def test_the_version_is_that_of_the_command(strata) -> None:
    version = importlib.metadata.version("strata-brief")
    assert strata_brief.__version__ == version
    assert strata("--version").stdout.decode().split() == ["strata", version]


def test_everything_that_is_offered_is_explained() -> None:
    for name in strata_brief.__all__:
        thing = getattr(strata_brief, name)
        assert name == "__version__" or thing.__doc__, name


def test_the_stub_is_what_the_native_half_offers(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    run(sys.executable, "-m", "mypy.stubtest", "strata_brief._native", cwd=tmp_path)


def test_types_hold_for_those_who_use_them(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    shutil.copy(HERE / "typed.py", tmp_path)
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11"]
    run(*mypy, "-p", "strata_brief", "--ignore-missing-imports", cwd=tmp_path)
    run(*mypy, "typed.py", cwd=tmp_path)
    run(sys.executable, "typed.py", cwd=tmp_path)
    text = (HERE / "typed.py").read_text()
    for right, wrong in [('"title": ', '"titel": '), ("paper=", "papier=")]:
        assert right in text
        (tmp_path / "typed.py").write_text(text.replace(right, wrong, 1))
        ran = subprocess.run([*mypy, "typed.py"], cwd=tmp_path, capture_output=True, check=False)
        assert ran.returncode == 1


def test_types_are_written_from_the_schema() -> None:
    pytest.importorskip("datamodel_code_generator")
    written = run(sys.executable, ROOT / ".ci/types")
    assert (ROOT / "crates/python/strata_brief/types.py").read_text() == written


def test_the_examples_of_the_readme_run(tmp_path: Path) -> None:
    text = (ROOT / "crates/python/README.md").read_text()
    blocks = [it.split("```", 1)[0] for it in text.split("```python\n")[1:]]
    assert len(blocks) >= 4
    shutil.copy(ROOT / "data/amazon-2025q3.yaml", tmp_path / "acme-2026q1.yaml")
    (tmp_path / "briefs").mkdir()
    shutil.copy(ROOT / "data/example-line-2025q3.yaml", tmp_path / "briefs")
    for block in blocks:
        if "spark" not in block and "pydantic" not in block:
            run(sys.executable, "-c", block, cwd=tmp_path)
