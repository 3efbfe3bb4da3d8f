"""Văn bản đi: drafted, checked for content and for form, signed, numbered, sealed, issued, followed (ND30 Điều 10-19)."""
