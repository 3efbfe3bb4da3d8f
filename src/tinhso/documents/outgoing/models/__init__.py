from tinhso.documents.outgoing.models.document import Outgoing
from tinhso.documents.outgoing.models.group import RecipientGroup
from tinhso.documents.outgoing.models.lot import Turn
from tinhso.documents.outgoing.models.parts import Annex, Conformity, Recipient, SignatureRecord, Version
from tinhso.documents.outgoing.models.route import Opinion, Route, Step

__all__ = [
    "Annex",
    "Conformity",
    "Opinion",
    "Outgoing",
    "Recipient",
    "RecipientGroup",
    "Route",
    "SignatureRecord",
    "Step",
    "Turn",
    "Version",
]
