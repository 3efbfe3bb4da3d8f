from __future__ import annotations

from pathlib import Path

import pytest

from tinhso.engines.postgres import ROLES, Engine, ensure_roles
from tinhso.engines.postgres.external import parse, value_of
from tinhso.kit.errors import Refusal


@pytest.fixture
def outside(tcp: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("TINHSO_DATABASE_URL", tcp.url("admin").rsplit("/", 1)[0] + "/province")
    return Engine(tmp_path)


def test_no_server_is_started_and_database_and_roles_are_made_over_tcp(outside: Engine) -> None:
    with outside.running():
        for role in ROLES:
            with outside.connect(role) as connection:
                assert connection.execute("SELECT current_database()").fetchone() == ("province",)
                assert connection.info.host == "127.0.0.1"
        assert outside.role("web") == "province_web"
    assert not (outside.data / "pg").exists()


def test_two_databases_share_one_server_with_their_own_roles(tcp: Engine, outside: Engine) -> None:
    with outside.running(), tcp.connect("admin") as connection:
        found = connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE '%\\_web' ORDER BY 1").fetchall()
    assert found == [("province_web",), ("tinhso_web",)]


def test_a_role_of_one_database_cannot_enter_the_other(tcp: Engine, outside: Engine) -> None:
    import psycopg

    with outside.running(), pytest.raises(psycopg.OperationalError, match="CONNECT"):
        outside.connect("web", dbname="tinhso")


def test_an_administrator_who_is_no_superuser_suffices(tcp: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tcp.connect("admin", autocommit=True) as connection:
        connection.execute("CREATE ROLE steward LOGIN CREATEROLE CREATEDB BYPASSRLS PASSWORD 'p'")
    monkeypatch.setenv("TINHSO_DATABASE_URL", f"postgresql://steward:p@127.0.0.1:{tcp.tcp}/stewarded")
    with Engine(tmp_path).running() as engine:
        ensure_roles(engine)
        with engine.connect("owner") as connection:
            connection.execute("CREATE TABLE t (n int)")
        with engine.connect("admin") as connection:
            assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_a_role_with_an_address_of_its_own_is_not_created(tcp: Engine, outside: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with tcp.connect("admin", autocommit=True) as connection:
        connection.execute("CREATE ROLE made_by_them LOGIN PASSWORD 'theirs'")
    monkeypatch.setenv("TINHSO_DATABASE_WEB_URL", f"postgresql://made_by_them:theirs@127.0.0.1:{tcp.tcp}/province")
    engine = Engine(outside.data)
    with engine.running(), engine.connect("web") as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("made_by_them",)
    assert not (engine.data / "secrets" / "postgres-web").exists()


def test_a_role_that_bypasses_row_security_is_refused(tcp: Engine, outside: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with tcp.connect("admin", autocommit=True) as connection:
        connection.execute("CREATE ROLE too_strong LOGIN BYPASSRLS PASSWORD 'p'")
    monkeypatch.setenv("TINHSO_DATABASE_WORKER_URL", f"postgresql://too_strong:p@127.0.0.1:{tcp.tcp}/province")
    with pytest.raises(Refusal, match="role_bypasses"), Engine(outside.data).running():
        pass


def test_a_web_machine_needs_only_its_own_address(tcp: Engine, outside: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with outside.running():
        web = f"postgresql://province_web:{outside.dsn('web')['password']}@127.0.0.1:{tcp.tcp}/province"
    monkeypatch.delenv("TINHSO_DATABASE_URL")
    monkeypatch.setenv("TINHSO_DATABASE_WEB_URL", web)
    with Engine(tmp_path / "elsewhere").running() as engine:
        engine.connect("web").close()
        with pytest.raises(Refusal, match="TINHSO_DATABASE_OWNER_URL"):
            engine.dsn("owner")


def test_a_server_that_is_away_is_a_refusal_without_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHSO_DATABASE_URL", "postgresql://a:hidden@127.0.0.1:1/x")
    with pytest.raises(Refusal) as refused, Engine(tmp_path).running():
        pass
    assert refused.value.code == "engine.unreachable"
    assert "hidden" not in refused.value.vi + refused.value.en + repr(refused.value.context)


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://host-only/x", "nonsense", "postgresql://a:b@h:port/x"])
def test_a_malformed_address_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse("TINHSO_DATABASE_URL", url)
    assert "TINHSO_DATABASE_URL" in refused.value.vi
    assert url not in refused.value.vi + refused.value.en


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text(" postgresql://a:b@h/x\n")
    assert value_of("X", {"X_FILE": str(tmp_path / "url")}) == "postgresql://a:b@h/x"
    with pytest.raises(Refusal, match="given_twice"):
        value_of("X", {"X": "1", "X_FILE": str(tmp_path / "url")})
    with pytest.raises(Refusal, match="file_unreadable"):
        value_of("X", {"X_FILE": str(tmp_path / "absent")})


def test_an_address_without_the_rights_is_a_refusal_with_the_fix(tcp: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tcp.connect("admin", autocommit=True) as connection:
        connection.execute("CREATE ROLE visitor LOGIN PASSWORD 'p'")
    monkeypatch.setenv("TINHSO_DATABASE_URL", f"postgresql://visitor:p@127.0.0.1:{tcp.tcp}/visited")
    with pytest.raises(Refusal) as refused, Engine(tmp_path).running():
        pass
    assert refused.value.code == "engine.too_weak"
    for said in (refused.value.vi, refused.value.en):
        assert "permission denied to create database" in said
        assert 'ALTER ROLE "visitor" CREATEROLE CREATEDB BYPASSRLS' in said
    with tcp.connect("admin", autocommit=True) as connection:
        connection.execute("CREATE DATABASE visited OWNER visitor")
    with pytest.raises(Refusal, match="too_weak"), Engine(tmp_path).running():
        pass


@pytest.mark.parametrize("alone", [True, False])
def test_the_address_that_is_wrong_is_the_one_named(
    tcp: Engine, outside: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, alone: bool
) -> None:
    with outside.running():
        pass
    monkeypatch.setenv("TINHSO_DATABASE_WEB_URL", f"postgresql://province_web:wrong@127.0.0.1:{tcp.tcp}/province")
    if alone:
        monkeypatch.delenv("TINHSO_DATABASE_URL")
    with pytest.raises(Refusal) as refused, Engine(tmp_path).running():
        pass
    assert refused.value.context["name"] == "TINHSO_DATABASE_WEB_URL"
    for said in (refused.value.vi, refused.value.en):
        assert "TINHSO_DATABASE_WEB_URL" in said and "TINHSO_DATABASE_URL" not in said
        assert "password authentication failed" in said and "wrong" not in said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_reason_shown_is_what_was_said_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("TINHSO_DATABASE_URL", f"postgresql://a:hidden@{host}:1/x")
    with pytest.raises(Refusal) as refused, Engine(tmp_path).running():
        pass
    assert "(Connection refused)" in refused.value.en
    assert "Is the server running" not in refused.value.vi
