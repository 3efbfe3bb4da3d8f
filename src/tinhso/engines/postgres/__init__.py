"""PostgreSQL 15 or newer: embedded, or wherever TINHSO_DATABASE_URL points.

>>> with Engine(Path("tinhso-data")).running() as engine:
...     engine.connect("owner")
"""

from tinhso.engines.postgres.engine import DATABASE, ROLES, Engine, Role
from tinhso.engines.postgres.external import Parameters
from tinhso.engines.postgres.roles import ensure_roles

__all__ = ["DATABASE", "ROLES", "Engine", "Parameters", "Role", "ensure_roles"]
