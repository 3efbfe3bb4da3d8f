"""Agencies and their units: a tree with dates, so that every record is shown and judged by the organisation of its own day.

No level is a constant: provinces, districts and communes were three levels in 2020 and two since 1 July 2025.
Identifiers follow QĐ 28/2018 and QĐ 20/2020, of which both forms live in the field.
"""
