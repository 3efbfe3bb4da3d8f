"""Who keeps which key: persons their own, the clerk the agency's by a written hand-over (ND30 Điều 32)."""
