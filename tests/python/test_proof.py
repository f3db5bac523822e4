"""Printed files, read back."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import strata_brief
from conftest import ROOT, small
from strata_brief import PdfUnreadable, extract, render, verify

HOUSE = ROOT / "tests/themes/house/house.toml"


def test_the_data_come_out_as_the_command_gives_them(strata, printed, tmp_path) -> None:
    path = printed.save(tmp_path / "a.pdf")
    data = extract(path)
    assert [json.loads(it)["title"] for it in data] == ["Owning the rails of AI"]
    assert data == extract(printed) == extract(printed.pdf) == extract(memoryview(printed.pdf))
    assert strata("extract", path, "-o", "-").stdout == data[0]
    assert render(data[0]).pdf == printed.pdf


def test_a_book_has_the_data_of_each(strata, tmp_path) -> None:
    briefs = [ROOT / f"data/{name}.yaml" for name in ("amazon-2025q3", "example-line-2025q3")]
    book = tmp_path / "book.pdf"
    assert strata("render", *briefs, "--book", "-o", book).returncode == 0
    assert extract(book) == [extract(render(brief))[0] for brief in briefs]
    assert verify(book)


def test_a_print_is_verified(printed: strata_brief.Print) -> None:
    found = verify(printed)
    assert found and found.verdict == "verified" and found.bytes == "identical"
    assert found.strings > 300 and not found.missing
    assert found.imprint is not None and found.imprint["paper"] == "a4"
    assert str(found) == "verified: bytes identical"
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_changed_file_is_refuted() -> None:
    pdf = render(small()).pdf
    at = pdf.rindex(b"%%EOF")
    found = verify(pdf[:at] + b"% \n" + pdf[at:])
    assert not found and found.verdict == "refuted" and found.bytes == "differ"


def test_the_faces_of_a_house_are_needed() -> None:
    printed = render(small(), theme=HOUSE)
    found = verify(printed)
    assert found.verdict == "not proved" and found.bytes == "faces missing"
    assert "needs the face" in str(found)
    assert verify(printed, theme=HOUSE)


@pytest.mark.parametrize(
    ("file", "said"),
    [(b"", "not a PDF"), (b"%PDF-1.7\n", "damaged"), (b"GIF89a" * 999, "not a PDF")],
)
def test_what_is_no_print_says_so(file: bytes, said: str) -> None:
    with pytest.raises(PdfUnreadable, match=said):
        extract(file)
    found = verify(file)
    assert found.verdict == "not proved" and said in str(found)


def test_a_path_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="a PDF is bytes, a `Print` or a path, not `str`"):
        extract(str(tmp_path / "a.pdf"))
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "a.pdf")


def test_the_reader_is_a_process_of_its_own(monkeypatch, printed) -> None:
    monkeypatch.setattr("sys.executable", "/none/python")
    with pytest.raises(PdfUnreadable, match="the process for it cannot be started"):
        extract(printed)
    assert verify(printed).verdict == "not proved"
    monkeypatch.setattr("sys.executable", "")
    with pytest.raises(RuntimeError, match=r"sys\.executable"):
        extract(printed)
