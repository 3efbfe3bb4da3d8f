"""Append-only evidence: who did what, on which post, when; chained, so that a changed, removed or reordered row is found."""
