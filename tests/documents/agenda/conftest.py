"""The fixed cast of an agency with its incoming documents."""

from tests.documents.incoming.conftest import house

__all__ = ["house"]
