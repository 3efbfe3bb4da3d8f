"""Chỉ số: every declared indicator with its records, for a period and an agency or a unit."""
