from django.urls import path

from tinhso.documents.incoming.pages import books, card, closing, directing, envelopes, files, lists, registering

urlpatterns = [
    path("", lists.listing, name="incoming"),
    path("so/", lists.register, name="incoming_register"),
    path("so/xuat/", books.ask, name="incoming_book"),
    path("so.pdf", books.file, {"book": "so", "kind": "pdf"}, name="incoming_register_pdf"),
    path("so.xlsx", books.file, {"book": "so", "kind": "xlsx"}, name="incoming_register_xlsx"),
    path("theo-doi.pdf", books.file, {"book": "theo-doi", "kind": "pdf"}, name="incoming_tracking_pdf"),
    path("theo-doi.xlsx", books.file, {"book": "theo-doi", "kind": "xlsx"}, name="incoming_tracking_xlsx"),
    path("theo-doi/", lists.tracking, name="incoming_tracking"),
    path("tre-han/", lists.late, name="incoming_late"),
    path("khoa-so/", closing.show, name="incoming_closing"),
    path("khoa-so/khoa/", closing.close, name="incoming_close_day"),
    path("giay/", registering.paper, name="incoming_paper"),
    path("xem-thu/", files.peek, name="incoming_peek"),
    path("tac-gia/", registering.suggest, name="incoming_suggest"),
    path("trung/", registering.twins, name="incoming_twins"),
    path("bi-thu/", envelopes.listing, name="incoming_envelopes"),
    path("bi-thu/<uuid:envelope>/", envelopes.show, name="incoming_envelope"),
    path("<uuid:document>/", card.show, name="incoming_card"),
    path("<uuid:document>/vao-so/", registering.register, name="incoming_enter"),
    path("<uuid:document>/dinh-chinh/", registering.correct, name="incoming_correct"),
    path("<uuid:document>/ban-quet/", files.attach, name="incoming_attach"),
    path("<uuid:document>/but-phe/", directing.direct, name="incoming_direct"),
    path("<uuid:document>/de-xuat/", directing.propose, name="incoming_propose"),
    path("<uuid:document>/tep", files.original, name="incoming_file"),
    path("<uuid:document>/trang/<int:index>.png", files.page, name="incoming_page"),
    path("<uuid:document>/kem-theo/<uuid:annex_id>", files.annex, name="incoming_annex"),
    path("<uuid:document>/<slug:verb>/", card.do, name="incoming_do"),
    path("<slug:box>/", lists.listing, name="incoming_box"),
]
