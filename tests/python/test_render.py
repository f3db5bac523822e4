"""Briefs in, files out."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
from pathlib import Path

import pytest
import strata_brief
from conftest import DATA, ROOT, small
from strata_brief import BriefRefused, PressFailed, ThemeRefused, picture, render

HOUSE = ROOT / "tests/themes/house/house.toml"


@pytest.mark.parametrize(
    ("brief", "options"),
    [
        ("amazon-2025q3", {}),
        ("example-stores-2025q4", {"paper": "us-letter", "density": "0.86", "mark": "draft"}),
        ("example-line-2025q3", {"theme": HOUSE, "max_pages": 40}),
    ],
)
def test_the_bytes_are_those_of_the_command(strata, tmp_path, brief, options) -> None:
    path, target = DATA / f"{brief}.yaml", tmp_path / "brief.pdf"
    args = [part for it in options.items() for part in (f"--{it[0].replace('_', '-')}", it[1])]
    ran = strata("render", path, "-o", target, *args)
    assert ran.returncode == 0, ran.stderr.decode()
    printed = render(path, **options)
    assert printed.pdf == target.read_bytes()
    assert printed.sha256 == hashlib.sha256(printed.pdf).hexdigest()


def test_a_print_is_its_bytes(printed: strata_brief.Print, tmp_path: Path) -> None:
    assert bytes(printed) == printed.pdf and printed.pdf.startswith(b"%PDF-1.7")
    assert printed.report.passed and printed.pages > 3
    assert "%PDF" not in repr(printed)
    assert printed.save(tmp_path / "a.pdf").read_bytes() == printed.pdf
    assert printed.save(str(tmp_path / "a.pdf")) == tmp_path / "a.pdf"
    again = pickle.loads(pickle.dumps(printed))
    assert again == printed and again._repr_png_()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_file_is_whole_or_not_there(printed: strata_brief.Print, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(OSError):
        printed.save(tmp_path / "folder.pdf")
    with pytest.raises(FileNotFoundError):
        printed.save(tmp_path / "none" / "a.pdf")
    assert [it.name for it in tmp_path.iterdir()] == ["folder.pdf"]
    if os.name == "posix":
        mask = os.umask(0o027)
        try:
            mode = printed.save(tmp_path / "b.pdf").stat().st_mode
        finally:
            os.umask(mask)
        assert stat.S_IMODE(mode) == 0o640


def test_what_its_author_can_mend_is_refused() -> None:
    with pytest.raises(BriefRefused) as refused:
        render("titel: x", name="acme.yaml")
    error = refused.value
    assert isinstance(error, ValueError) and isinstance(error, strata_brief.StrataError)
    assert error.report.findings and "acme.yaml" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert again.report == error.report and str(again) == str(error)
    with pytest.raises(BriefRefused):
        picture("titel: x")


def test_a_brief_that_is_too_long_is_refused(amazon: bytes) -> None:
    with pytest.raises(BriefRefused) as refused:
        render(amazon, max_pages=2)
    assert "page" in refused.value.report.findings[-1].message


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"paper": "a5"}, 'paper: there is no "a5", but "a4", "us-letter"'),
        ({"density": "2"}, 'density: there is no "2", but "auto"'),
        ({"mark": " "}, "mark: a mark needs words"),
        ({"max_pages": 0}, "at least 1"),
        ({"deny": "errors"}, "deny: there is no 'errors', but \"warnings\""),
    ],
)
def test_options_that_do_not_exist(options, said) -> None:
    with pytest.raises(ValueError, match=said):
        render(small(), **options)


def test_a_theme_is_a_file_with_what_lies_beside_it(tmp_path: Path) -> None:
    theme = strata_brief.Theme.open(HOUSE)
    assert theme.files and all(isinstance(it, bytes) for it in theme.files.values())
    one = render(small(), theme=pickle.loads(pickle.dumps(theme)))
    assert one.pdf == render(small(), theme=HOUSE).pdf != render(small()).pdf
    with pytest.raises(TypeError, match="a theme is a path or a `Theme`, not `str`"):
        render(small(), theme=str(HOUSE))
    path = tmp_path / "house.toml"
    path.write_text('name = "A"\n[logo]\nfile = "none.png"\nalt = "A"\n')
    with pytest.raises(ThemeRefused, match="no such file") as refused:
        render(small(), theme=path)
    assert refused.value.report.findings[0].place.line == 3
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    if os.name == "posix":
        (tmp_path / "out.png").symlink_to(HOUSE)
        path.write_text('name = "A"\n[logo]\nfile = "out.png"\nalt = "A"\n')
        with pytest.raises(ThemeRefused, match="a link leads out of the folder"):
            render(small(), theme=path)


def test_pages_are_drawn(amazon: bytes, printed: strata_brief.Print) -> None:
    small_one, large = picture(amazon, dpi=36), picture(amazon, 2, 72)
    assert small_one[:4] == large[:4] == b"\x89PNG"
    width = int.from_bytes(small_one[16:20], "big")
    assert 295 <= width <= 300, "210 mm at 36 dots an inch"
    with pytest.raises(ValueError, match=f"page: there is no 9, but {printed.pages} pages"):
        picture(amazon, 9)
    with pytest.raises(ValueError, match="counted from 1"):
        picture(amazon, 0)
    with pytest.raises(ValueError, match="dpi: 1200 is not between 36 and 600"):
        picture(amazon, dpi=1200)


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("brief", "said"),
    [("trial-fault", "page 1: as the brief says"), ("trial-panic", "strata failed at .*: as the")],
)
def test_faults_of_the_press_can_be_caught(brief, said, capfd) -> None:
    with pytest.raises(PressFailed, match=said) as failed:
        render(small(id=brief))
    error = failed.value
    assert isinstance(error, RuntimeError) and len(error.faults) == 1
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
    assert capfd.readouterr() == ("", ""), "a panic that is caught is not printed"
    assert render(small()), "and the next brief is printed"


def test_keys_tell_what_was_printed(amazon: bytes) -> None:
    key = strata_brief.key
    assert len(key(amazon)) == 64 and key(amazon) == key(amazon.decode())
    others = [
        key(amazon + b"\n"),
        key(amazon, paper="us-letter"),
        key(amazon, theme=HOUSE),
        key(amazon, mark="draft"),
        key(amazon, format="json"),
    ]
    assert len({key(amazon), *others}) == 6
