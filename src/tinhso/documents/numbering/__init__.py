"""Cấp số: numbers from 01 on 1 January to 31 December, each with its register line, never twice and never lost (ND30 Điều 15, 22)."""
