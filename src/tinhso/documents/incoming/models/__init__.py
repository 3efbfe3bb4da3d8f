from tinhso.documents.incoming.models.document import Annex, Incoming
from tinhso.documents.incoming.models.handling import Assignment, Directive, Note

__all__ = ["Annex", "Assignment", "Directive", "Incoming", "Note"]
