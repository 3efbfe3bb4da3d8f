from tinhso.documents.incoming.models.document import Annex, Envelope, Incoming
from tinhso.documents.incoming.models.handling import Assignment, Directive, Note
from tinhso.documents.incoming.models.pending import Pending

__all__ = ["Annex", "Assignment", "Directive", "Envelope", "Incoming", "Note", "Pending"]
