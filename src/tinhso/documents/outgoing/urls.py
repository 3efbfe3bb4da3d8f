from django.urls import path

from tinhso.documents.outgoing.pages import books, card, conformity, drafting, files, groups, lists, register, signing

urlpatterns = [
    path("", lists.listing, name="outgoing"),
    path("soan/", drafting.new, name="outgoing_new"),
    path("nhom/", groups.listing, name="outgoing_groups"),
    path("nhom/them/", groups.edit, name="outgoing_group_new"),
    path("nhom/<int:group>/", groups.edit, name="outgoing_group"),
    path("nhom/<int:group>/bo/", groups.drop, name="outgoing_group_drop"),
    path("chua-nhan/", lists.unacknowledged, name="outgoing_unacknowledged"),
    path("so/", register.table, name="outgoing_register"),
    path("so/xuat/", books.ask, name="outgoing_book"),
    path("so.pdf", books.file, {"kind": "pdf"}, name="outgoing_register_pdf"),
    path("so.xlsx", books.file, {"kind": "xlsx"}, name="outgoing_register_xlsx"),
    path("<uuid:document>/", card.show, name="outgoing_card"),
    path("<uuid:document>/sua/", drafting.edit, name="outgoing_edit"),
    path("<uuid:document>/xem-truoc.pdf", drafting.preview, name="outgoing_preview"),
    path("<uuid:document>/tep/", files.attach, name="outgoing_attach"),
    path("<uuid:document>/vi-tri/", files.places, name="outgoing_places"),
    path("<uuid:document>/trang/<int:index>.png", files.page, name="outgoing_page"),
    path("<uuid:document>/van-ban.pdf", files.binding, name="outgoing_file"),
    path("<uuid:document>/ban/<int:number>.pdf", files.version, name="outgoing_version"),
    path("<uuid:document>/phu-luc/<uuid:annex_id>", files.annex_file, name="outgoing_annex"),
    path("<uuid:document>/phu-luc/<uuid:annex_id>/bo/", files.remove_annex, name="outgoing_annex_remove"),
    path("<uuid:document>/phu-luc/<uuid:annex_id>/the-thuc/", conformity.check_annex, name="outgoing_annex_conformity"),
    path("<uuid:document>/the-thuc/", conformity.check, name="outgoing_conformity"),
    path("<uuid:document>/the-thuc/<int:index>.png", conformity.picture_of, name="outgoing_conformity_page"),
    path("<uuid:document>/ky/", signing.sign, name="outgoing_sign"),
    path("<uuid:document>/<slug:verb>/", card.do, name="outgoing_do"),
    path("<slug:box>/", lists.listing, name="outgoing_box"),
]
