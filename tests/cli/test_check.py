"""`tinhso documents check FILE`: the form of any file judged without an instance; its exit status is the verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.documents.layout.conformity.test_docx import DOCUMENT, docx
from tests.documents.layout.conformity.test_door import saved
from tests.documents.layout.samples import draft
from tests.documents.layout.test_anchors import word_pdf
from tinhso.cli import main
from tinhso.documents.layout.render import render


def scan() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        return saved(pdf)


def checked(path: Path, *options: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["documents", "check", str(path), *options])
    return int(ended.value.code or 0)  # type: ignore[call-overload]


def written(folder: Path, data: bytes, name: str = "van-ban.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_sound_file_passes_in_a_shell_that_knows_of_no_instance_and_no_django(tmp_path: Path) -> None:
    path = written(tmp_path, render(draft("report")).pdf)
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("TINHSO_", "DJANGO_"))}
    code = (
        "import sys; from tinhso.cli import main\n"
        f"try: main(['documents', 'check', {str(path)!r}])\n"
        "except SystemExit as end: status = end.code\n"
        "assert 'django' not in sys.modules; sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=bare, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "đúng thể thức" in done.stdout and "Dấu chỉ độ mật: văn bản không có thành phần này" in done.stdout
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_file_that_breaks_the_form_ends_with_1_and_each_finding_has_its_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(written(tmp_path, word_pdf(size=12))) == 1
    told = capsys.readouterr().out
    assert "sai thể thức" in told and "Phụ lục I, mục" in told and "Appendix I" in told and "trang 1" in told


def test_the_report_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(written(tmp_path, word_pdf(size=12)), "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["verdict"] == "DEPARTS" and report["pages"] == 1 and len(report["sha256"]) == 64
    first = report["findings"][0]
    assert {"element", "part", "code", "severity", "measured", "wanted", "article", "page", "box", "vi", "en"} <= set(first)


def test_of_a_word_file_set_up_and_styles_are_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(written(tmp_path, docx(), "dung.docx")) == 0
    assert "vị trí chỉ đo được trên bản PDF" in capsys.readouterr().out
    assert checked(written(tmp_path, docx(DOCUMENT.replace('w:left="1701"', 'w:left="1134"')), "sai.docx")) == 1
    assert "Lề trái: 20 mm" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"garbage", b"%PDF-1.7 garbage", b"PK\x03\x04garbage"], ids=("empty", "text", "pdf", "zip"))
def test_garbage_is_not_judged_and_says_what_to_do(tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, data)
    assert checked(path) == 2
    assert "Hãy" in capsys.readouterr().err
    assert checked(path, "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "NOT_JUDGED" and told["reason"]["code"].startswith("conformity.") and told["reason"]["vi"]


def test_a_scan_is_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(written(tmp_path, scan())) == 2
    assert "không kiểm tra được" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_not_judged_and_a_wrong_line_is_64(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path / "khong-co.pdf") == 2
    assert "không có tệp" in capsys.readouterr().err
    assert checked(tmp_path / "a.pdf", "--khong-co") == 64
    with pytest.raises(SystemExit) as ended:
        main(["documents", "check"])
    assert ended.value.code == 64
    with pytest.raises(SystemExit) as ended:
        main(["documents", "export", "--khong-co"])
    assert ended.value.code == 2, "the other commands keep theirs"
