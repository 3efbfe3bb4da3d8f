"""Judges any PDF (and the page set-up of a .docx) against Phụ lục I of Nghị định 30/2020: what was measured, what the law wants, where.

`extract` reads a hostile PDF, in a confined child as all that is done with it · `page` its words and strokes, `lines` those words as lines and columns ·
`structure` which lines are which element · `law` the ranges · `head`, `text`, `end`, `sheet`, `annex` compare ·
`judge`, `docx` the doors of a PDF and a .docx, `either` of both · `picture` a page with the boxes drawn.
"""
