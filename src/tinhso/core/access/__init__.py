"""Who may see and do what: the Actor as a plain value, permissions as sentences, and the two walls (Appendix VI.III.3)."""
