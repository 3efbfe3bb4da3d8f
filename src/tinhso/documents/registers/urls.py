from django.urls import path

from tinhso.documents.registers.pages import importing, lists

urlpatterns = [
    path("", lists.imports, name="old_registers"),
    path("di/", lists.register, {"slug": "di"}, name="old_outgoing"),
    path("den/", lists.register, {"slug": "den"}, name="old_incoming"),
    path("di.xlsx", lists.workbook, {"slug": "di"}, name="old_outgoing_xlsx"),
    path("den.xlsx", lists.workbook, {"slug": "den"}, name="old_incoming_xlsx"),
    path("dong/<uuid:ident>/", lists.line, name="old_line"),
    path("nhap/", importing.upload, name="old_import"),
    path("nhap/mau-di.xlsx", importing.template, {"slug": "di"}, name="old_template_outgoing"),
    path("nhap/mau-den.xlsx", importing.template, {"slug": "den"}, name="old_template_incoming"),
    path("nhap/xem/", importing.preview, name="old_import_preview"),
    path("nhap/ghi/", importing.apply, name="old_import_apply"),
    path("<int:ident>/tep", lists.file, name="old_file"),
    path("<int:ident>/rut/", importing.withdraw, name="old_withdraw"),
]
