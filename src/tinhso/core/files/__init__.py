"""Stored bytes: originals that never change, their renditions apart, the type judged by content."""
