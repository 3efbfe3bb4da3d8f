"""The door of stock sentences."""

from tinhso.documents.phrases.actions.keep import add, keep
from tinhso.documents.phrases.queries import own, phrases
from tinhso.documents.phrases.rules import Purpose

__all__ = ["Purpose", "add", "keep", "own", "phrases"]
