"""Lays official documents out as Phụ lục I of Nghị định 30/2020 prescribes, and finds the same places in files made elsewhere.

`content` what a document says · `render` its PDF/A and the places to fill · `anchors` those places in a PDF from Word ·
`intake` judges uploaded files · `conformity` judges any file against Phụ lục I · `register` registers and tables for the archive.
"""
