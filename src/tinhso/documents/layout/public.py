"""The door of layout: what a document says, its laid-out file, places found in foreign files, files judged on their way in
and against Phụ lục I."""

from tinhso.documents.layout import intake
from tinhso.documents.layout.anchors import check_head, find, slots_from_mm
from tinhso.documents.layout.check import check as lacks
from tinhso.documents.layout.conformity.docx import judge_docx
from tinhso.documents.layout.conformity.either import judge_file
from tinhso.documents.layout.conformity.findings import Finding, Report
from tinhso.documents.layout.conformity.judge import judge_pdf
from tinhso.documents.layout.conformity.law import ELEMENTS
from tinhso.documents.layout.conformity.picture import picture
from tinhso.documents.layout.content import Annex, Block, Bullets, Column, Content, Heading, Level, Paragraph, Signer, Table
from tinhso.documents.layout.images import drawn_page, drawn_sizes, page_sizes
from tinhso.documents.layout.mail import Mail, labels_pdf, slips_pdf
from tinhso.documents.layout.register import INCOMING, OUTGOING, POSTED, TRACKING, VOLUME, Book, Paper, Value, register_pdf
from tinhso.documents.layout.render import Laid, render, render_pages, render_preview
from tinhso.documents.layout.stamp import arrival_stamp
from tinhso.documents.layout.words import PDFIUM, text_of
from tinhso.documents.layout.workbook import register_xlsx

__all__ = [
    "ELEMENTS", "INCOMING", "OUTGOING", "PDFIUM", "POSTED", "TRACKING", "VOLUME", "Annex", "Block", "Book", "Bullets",
    "Column", "Content", "Finding", "Heading", "Laid", "Level", "Mail", "Paper", "Paragraph", "Report", "Signer", "Table", "Value",
    "arrival_stamp", "check_head", "drawn_page", "drawn_sizes", "find", "intake", "judge_docx", "judge_file", "judge_pdf", "labels_pdf", "lacks", "page_sizes",
    "picture", "register_pdf", "register_xlsx", "render", "render_pages", "render_preview", "slips_pdf", "slots_from_mm", "text_of",
]  # fmt: skip
