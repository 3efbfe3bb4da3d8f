"""What a scan says of itself, proposed to the clerk who registers it: pure rules over words with their places, and their reading.

`propose` is the door; `reading` opens files in the confined child; nothing here writes.
"""

from tinhso.documents.incoming.proposals.find import propose
from tinhso.documents.incoming.proposals.values import Page, Proposal, Word

__all__ = ["Page", "Proposal", "Word", "propose"]
