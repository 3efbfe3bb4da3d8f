"""Văn bản: the life of a document under Decree 30/2020, from a draft to the archive.

A floor of small rooms: `layout` draws, `numbering` gives numbers, `outgoing` drafts, signs and issues, `incoming` receives and handles.
"""
