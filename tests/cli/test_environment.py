from __future__ import annotations

from pathlib import Path

import pytest

from tinhso.config.environment import KNOWN, LOOPBACK, read
from tinhso.kit.errors import Refusal


def test_nothing_set_means_this_machine_only() -> None:
    found = read({})
    assert (found.data, found.role, found.hosts) == (Path("tinhso-data").absolute(), "web", LOOPBACK)
    assert found.insecure
    assert not found.proxied
    assert found.smtp_host == ""


def test_a_second_factor_is_demanded_of_administrators_and_in_a_demo_of_nobody_unless_it_is_said(tmp_path: Path) -> None:
    at = {"TINHSO_DATA": str(tmp_path)}
    assert [read(at).second_factor, read({**at, "TINHSO_SECOND_FACTOR": "all"}).second_factor] == ["administrators", "all"]
    (tmp_path / "demo").touch()
    assert [read(at).second_factor, read({**at, "TINHSO_SECOND_FACTOR": "all"}).second_factor] == ["optional", "all"]


def test_public_addresses_become_hosts_and_origins() -> None:
    found = read({"TINHSO_PUBLIC_URL": "https://vanban.so.example, https://vb.so.example:8443/"})
    assert found.hosts == (*LOOPBACK, "vanban.so.example", "vb.so.example")
    assert found.origins == ("https://vanban.so.example", "https://vb.so.example:8443")
    assert found.proxied
    assert not found.insecure


def test_mail_from_an_address_and_its_password_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "smtp").write_text("smtp+tls://vanthu:m%40t@mail.so.example\n")
    found = read({"TINHSO_SMTP_URL_FILE": str(tmp_path / "smtp"), "TINHSO_MAIL_FROM": "vanthu@so.example"})
    assert (found.smtp_host, found.smtp_port, found.smtp_user, found.smtp_password) == ("mail.so.example", 587, "vanthu", "m@t")
    assert found.smtp_tls


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TINHSO_ROLE", "root"),
        ("TINHSO_SECOND_FACTOR", "always"),
        ("TINHSO_PUBLIC_URL", "vanban.so.example"),
        ("TINHSO_PUBLIC_URL", "http://vanban.so.example"),
        ("TINHSO_PUBLIC_URL", "https://so.example/path"),
        ("TINHSO_PUBLIC_URL", "https://a.b:99999"),
        ("TINHSO_PUBLIC_URL", "https://a.b:0"),
        ("TINHSO_PUBLIC_URL", "https://[::1"),
        ("TINHSO_DATABASE_URL", "mysql://a@b/c"),
        ("TINHSO_SMTP_URL", "mail.so.example"),
        ("TINHSO_SMTP_URL", "smtp://mail:port"),
    ],
)
def test_a_malformed_setting_is_refused_with_its_name_and_an_example(name: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        read({name: value})
    assert name in refused.value.vi
    assert name in refused.value.en
    assert refused.value.code == "settings.malformed"


def test_a_role_that_is_none_is_refused_in_each_language_by_itself() -> None:
    with pytest.raises(Refusal) as refused:
        read({"TINHSO_ROLE": "root"})
    assert "không phải “root”" in refused.value.vi and "not" not in refused.value.vi
    assert "not “root”" in refused.value.en and "không" not in refused.value.en


def test_mail_needs_a_sender() -> None:
    with pytest.raises(Refusal, match="TINHSO_MAIL_FROM"):
        read({"TINHSO_SMTP_URL": "smtp://mail.so.example"})


def test_an_unknown_setting_is_refused_with_the_name_that_was_meant() -> None:
    with pytest.raises(Refusal) as refused:
        read({"TINHSO_DATABSE_URL": "postgresql://a@b/c"})
    assert "TINHSO_DATABASE_URL" in refused.value.vi
    assert "TINHSO_DATABASE_URL" in refused.value.en


def test_only_secrets_may_be_given_as_a_file() -> None:
    with pytest.raises(Refusal, match="TINHSO_ROLE_FILE"):
        read({"TINHSO_ROLE_FILE": "/x"})


def test_every_setting_is_explained() -> None:
    assert all(len(text) > 10 for text in KNOWN.values())
