"""All addresses of the product."""

from django.urls import include, path

from tinhso.web.figures import pages as figures
from tinhso.web.pages import account, agenda, folders, health, home, load, notices, search, stand_in, work

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("viec/", work.box, name="work"),
    path("viec/loai/<str:code>/", work.kind, name="work_kind"),
    path("viec/khoi-luong/", load.load, name="load"),
    path("viec/khoi-luong/<int:post>/", load.of, name="load_of"),
    path("viec/khoi-luong/lanh-dao/<int:unit>/", load.of_heads, name="load_of_heads"),
    path("viec/<slug:code>/", work.box, name="work_box"),
    path("chi-so/", figures.listing, name="indicators"),
    path("chi-so/<str:code>/", figures.one, name="indicator"),
    path("chi-so/<str:code>/<slug:slug>/", figures.records, name="indicator_records"),
    path("tim/", search.search, name="search"),
    path("tim/xuat.xlsx", search.export, name="search_export"),
    path("tim/luu/", search.save, name="search_save"),
    path("tim/<int:ident>/bo/", search.forget, name="search_forget"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.read, name="notices_read"),
    path("thong-bao/<uuid:batch>/da-nhan/", notices.acknowledge, name="notice_acknowledge"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/quyen/", account.own_rights, name="own_rights"),
    path("tai-khoan/vi-tri/", account.switch_post, name="switch_post"),
    path("tai-khoan/thong-bao/", notices.switches, name="notice_switches"),
    path("tai-khoan/xu-ly-thay/", stand_in.stand_in, name="stand_in"),
    path("tai-khoan/xu-ly-thay/<int:delegation>/ket-thuc/", stand_in.end, name="stand_in_end"),
    path("thu-muc/", folders.listing, name="folders"),
    path("thu-muc/them/", folders.edit, name="folder_new"),
    path("thu-muc/<int:folder>/", folders.listing, name="folder"),
    path("thu-muc/<int:folder>/sua/", folders.edit, name="folder_edit"),
    path("thu-muc/danh-dau/<str:kind>/<uuid:document>/", folders.mark, name="folder_mark"),
    path("lich-tuan/", agenda.week, name="agenda"),
    path("lich-tuan/them/", agenda.edit, name="agenda_new"),
    path("lich-tuan/ban-hanh/", agenda.publish, name="agenda_publish"),
    path("lich-tuan/<uuid:meeting>/", agenda.edit, name="agenda_edit"),
    path("lich-tuan/<uuid:meeting>/huy/", agenda.cancel, name="agenda_cancel"),
    path("lich-tuan/<uuid:meeting>/khoi-phuc/", agenda.restore, name="agenda_restore"),
    path("ui/", include("tinhso.ui.urls")),
    path("accounts/", include("tinhso.web.login.urls")),
    path("cau-mau/", include("tinhso.documents.phrases.urls")),
    path("van-ban-den/", include("tinhso.documents.incoming.urls")),
    path("van-ban-di/", include("tinhso.documents.outgoing.urls")),
    path("so-cu/", include("tinhso.documents.registers.urls")),
    path("lien-thong/", include("tinhso.exchange.urls")),
    path("quan-tri/", include("tinhso.web.administration.urls")),
]

handler500 = "tinhso.web.pages.errors.server_error"
handler429 = "tinhso.web.pages.errors.too_many"
