"""The four roles and the database they share; safe to run again.

admin creates roles, backs up and verifies the ledger; owner migrates and is no superuser, because a superuser ignores
FORCE ROW LEVEL SECURITY; web and worker never bypass it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from tinhso.engines.postgres.external import Parameters, connect
from tinhso.kit.errors import Refusal

if TYPE_CHECKING:
    from tinhso.engines.postgres.engine import Engine

EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist", "ltree")
MINIMUM = 15
CREATED = ("owner", "web", "worker")


def ensure_roles(engine: Engine) -> None:
    """Create what is missing: database, roles with their passwords, ownership, extensions.

    Raises Refusal when the server is older than 15, not UTF-8, or a role could bypass row-level security.
    """
    admin = engine.dsn("admin")
    _ensure_database(admin)
    with connect(admin, autocommit=True) as connection:
        check_version(connection)
        _check_encoding(connection)
        with connection.transaction():
            # Two commands may arrive at once; roles belong to the whole server, hence a lock of one well-known number.
            connection.execute("SELECT pg_advisory_xact_lock(7411520251)")
            for role in CREATED:
                _ensure_role(connection, engine, role)
            _own(connection, engine)
        _check_roles(connection, engine)


def check_version(connection: psycopg.Connection) -> None:
    if connection.info.server_version < MINIMUM * 10000:
        found = connection.info.server_version // 10000
        raise Refusal(
            "engine.too_old",
            vi=f"Máy chủ là PostgreSQL {found}; cần từ bản {MINIMUM} trở lên.",
            en=f"The server is PostgreSQL {found}; {MINIMUM} or newer is needed.",
        )


def _ensure_database(admin: Parameters) -> None:
    try:
        connect(admin).close()
        return
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error) or f'database "{admin["dbname"]}"' not in str(error):
            raise
    name = sql.Identifier(str(admin["dbname"]))
    with connect(admin, dbname="postgres", autocommit=True) as connection:
        check_version(connection)
        locales = ["LOCALE 'C.UTF-8'", "LOCALE 'C.utf8'", ""]  # the system's names, before PostgreSQL had its own
        if connection.info.server_version >= 170000:
            locales.insert(0, "LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'")
        for locale in locales:
            try:
                text = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' " + locale
                connection.execute(sql.SQL(text).format(name))
                return
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return
            except psycopg.errors.WrongObjectType:
                continue
            except psycopg.errors.InvalidParameterValue:
                continue


def _check_encoding(connection: psycopg.Connection) -> None:
    row = connection.execute("SHOW server_encoding").fetchone()
    if row is None or row[0] != "UTF8":
        raise Refusal(
            "engine.not_utf8",
            vi="Cơ sở dữ liệu không dùng bảng mã UTF8; hãy tạo lại với ENCODING 'UTF8'.",
            en="The database is not encoded in UTF8; create it again with ENCODING 'UTF8'.",
        )


def _ensure_role(connection: psycopg.Connection, engine: Engine, role: str) -> None:
    name = engine.role(role)
    if engine.overridden(role):
        return  # named by its own address: somebody else made it and keeps its password
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
    elif _can_log_in(engine, role):
        return
    # Hashed here, so that the plain word is in no log of the server.
    hashed = connection.pgconn.encrypt_password(str(engine.dsn(role)["password"]).encode(), name.encode(), b"scram-sha-256")
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(hashed.decode())))


def _can_log_in(engine: Engine, role: str) -> bool:
    try:
        connect(engine.dsn(role), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _own(connection: psycopg.Connection, engine: Engine) -> None:
    owner, web, worker = (sql.Identifier(engine.role(role)) for role in CREATED)
    database = sql.Identifier(str(engine.dsn("admin")["dbname"]))
    superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (True,)
    if not superuser:  # a managed server's administrator may give an object only to a role that it is a member of
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
    connection.execute("SET LOCAL client_min_messages = warning")
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public").format(sql.Identifier(extension)))
    for text in (
        "ALTER DATABASE {database} OWNER TO {owner}",
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {web}, {worker}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {web}, {worker}",
    ):
        connection.execute(sql.SQL(text).format(database=database, owner=owner, web=web, worker=worker))


def _check_roles(connection: psycopg.Connection, engine: Engine) -> None:
    names = [engine.role(role) for role in CREATED]
    found = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND NOT rolsuper AND NOT rolbypassrls", [names]
    ).fetchall()
    if bad := sorted(set(names) - {row[0] for row in found}):
        raise Refusal(
            "engine.role_bypasses",
            vi=f"Vai {', '.join(bad)} không có, hoặc là superuser hay BYPASSRLS; cần NOSUPERUSER NOBYPASSRLS.",
            en=f"Role {', '.join(bad)} is absent, or is a superuser or has BYPASSRLS; make it NOSUPERUSER NOBYPASSRLS.",
        )
