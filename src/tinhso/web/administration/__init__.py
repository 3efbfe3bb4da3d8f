"""Quản trị: pages over the rooms' own actions. The administrator sees people, rights and settings, never the content of a document."""
