"""The door of `access`."""

from tinhso.core.access.actor import Actor, Role, aggregate, system
from tinhso.core.access.evidence import record, seen
from tinhso.core.access.looks import Look, looks
from tinhso.core.access.permissions import Permission, all_permissions, by_code, permission
from tinhso.core.access.reading import once, reading
from tinhso.core.access.scoped import VISIBLE, AgencyPart, Scoped, UnscopedQuery, reach
from tinhso.core.access.walls import acting, set_scope

__all__ = [
    "VISIBLE", "Actor", "AgencyPart", "Look", "Permission", "Role", "Scoped", "UnscopedQuery", "acting", "aggregate", "all_permissions",
    "by_code", "looks", "once", "permission", "reach", "reading", "record", "seen", "set_scope", "system",
]  # fmt: skip
