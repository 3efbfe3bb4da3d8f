"""The engines the rooms stand on, each embedded by default and replaceable by a bigger installation of the same kind.

Nothing here knows the domain, Django or the web.
"""
