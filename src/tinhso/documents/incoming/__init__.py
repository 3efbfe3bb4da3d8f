"""Văn bản đến: received, verified, registered, presented, directed, handled, answered, closed (ND30 Điều 20-24)."""
