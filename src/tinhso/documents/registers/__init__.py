"""Sổ cũ: registers of past years kept elsewhere, imported to be read and found, never written on (ND30 Điều 15, 22; Phụ lục IV)."""
