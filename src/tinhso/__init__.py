"""Tỉnh Số: open-source software that runs a province's digital government."""

__version__ = "0.1.0"
