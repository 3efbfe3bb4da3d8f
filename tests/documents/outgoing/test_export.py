"""Issued files leave the system with a manifest; what is wanting is named and stops nothing."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from typer.testing import CliRunner

from tests.cast import build_cast
from tests.documents.outgoing.conftest import Office
from tests.keys import enroll_cast
from tinhso.core.files.public import path_of
from tinhso.documents.outgoing.export import export, write
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import annex, approve, issue, look, number, seal, sign, submit
from tinhso.kit.errors import Refusal


def issued(office: Office, subject: str) -> Outgoing:
    made = office.drafted(subject=subject)
    with office.acting(office.cast.specialist) as drafter:
        annex(drafter, made.id, io.BytesIO(f"a,b\n{subject},2\n".encode()), "bang.csv")
        submit(drafter, made.id, "Kính trình")
    for who in (office.cast.unit_head, office.cast.chief):
        with office.acting(who) as actor:
            look(actor, made.id)
            approve(actor, made.id, "Đồng ý")
    with office.acting(office.cast.director) as director:
        sign(director, made.id)
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, made.id)
        seal(clerk, made.id)
        return issue(clerk, made.id)


def lose(file: Path) -> None:
    file.chmod(0o600)
    file.unlink()


def spoil(file: Path) -> None:
    file.chmod(0o600)
    file.write_bytes(b"%PDF-1.7 khac")


def test_an_absent_and_a_damaged_file_are_listed_and_the_others_are_copied(office: Office, tmp_path: Path) -> None:
    whole, absent, damaged = (issued(office, f"việc thứ {n}") for n in ("nhất", "hai", "ba"))
    office.drafted(subject="chưa phát hành")
    lose(path_of(absent.file))
    spoil(path_of(damaged.file))
    items = list(export(office.cast.agency, tmp_path))
    manifest = json.loads(write(tmp_path, items).read_text())
    assert (manifest["count"], manifest["wanting"]) == (3, 2)
    found = {line["subject"]: line for line in manifest["documents"]}
    assert set(found) == {whole.subject, absent.subject, damaged.subject}
    first = found[whole.subject]
    assert first["wanting"] == [] and len(first["annexes"]) == 1
    for kept in (first, *(line["annexes"][0] for line in found.values())):
        assert hashlib.sha256((tmp_path / kept["file"]).read_bytes()).hexdigest() == kept["sha256"]
    for document, fault in ((absent, "absent"), (damaged, "damaged")):
        line = found[document.subject]
        assert (line["file"], line["sha256"]) == ("", "")
        [lost] = line["wanting"]
        assert (lost["fault"], lost["sha256"]) == (fault, document.file.sha256)
        assert not (tmp_path / lost["file"]).exists()


@pytest.fixture
def open_house(committed: str) -> Iterator[Office]:
    """A house whose acts are committed, and whatever role the command leaves behind put back."""
    before = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    cast = build_cast()
    enroll_cast(cast)
    yield Office(cast)
    connection.close()
    connection.settings_dict.update(before)


def test_the_command_exports_everything_exits_1_when_something_is_wanting_and_makes_no_folder_in_vain(
    open_house: Office, tmp_path: Path
) -> None:
    from tinhso.cli.documents import app

    made = issued(open_house, "việc duy nhất")
    data, out = str(settings.TINHSO_DATA), tmp_path / "out"

    refused = CliRunner().invoke(app, ["export", "--out", str(out), "--agency", "NOPE", "--data", data])
    assert isinstance(refused.exception, Refusal) and refused.exception.code == "export.agency"
    assert not out.exists()

    done = CliRunner().invoke(app, ["export", "--out", str(out), "--data", data])
    assert done.exit_code == 0, done.output
    assert "✓ 1 văn bản" in done.output
    assert json.loads((out / "manifest.json").read_text())["documents"][0]["notation"] == made.notation

    again = CliRunner().invoke(app, ["export", "--out", str(out), "--data", data])
    assert isinstance(again.exception, Refusal) and again.exception.code == "export.not_empty"

    with open_house.acting(open_house.cast.clerk):
        kept = path_of(made.file)
    lose(kept)
    other = tmp_path / "other"
    broken = CliRunner().invoke(app, ["export", "--out", str(other), "--data", data])
    assert broken.exit_code == 1
    assert made.notation in broken.output and "is not in the store" in broken.output
    assert json.loads((other / "manifest.json").read_text())["wanting"] == 1
