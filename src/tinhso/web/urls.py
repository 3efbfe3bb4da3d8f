"""All addresses of the product."""

from django.urls import include, path

from tinhso.web.figures import pages as figures
from tinhso.web.pages import account, health, home, notices, search, stand_in, work

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("viec/", work.box, name="work"),
    path("viec/loai/<str:code>/", work.kind, name="work_kind"),
    path("viec/<slug:code>/", work.box, name="work_box"),
    path("chi-so/", figures.listing, name="indicators"),
    path("chi-so/<str:code>/", figures.one, name="indicator"),
    path("chi-so/<str:code>/<slug:slug>/", figures.records, name="indicator_records"),
    path("tim/", search.search, name="search"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.read, name="notices_read"),
    path("thong-bao/<uuid:batch>/da-nhan/", notices.acknowledge, name="notice_acknowledge"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/quyen/", account.own_rights, name="own_rights"),
    path("tai-khoan/vi-tri/", account.switch_post, name="switch_post"),
    path("tai-khoan/thong-bao/", notices.switches, name="notice_switches"),
    path("tai-khoan/xu-ly-thay/", stand_in.stand_in, name="stand_in"),
    path("tai-khoan/xu-ly-thay/<int:delegation>/ket-thuc/", stand_in.end, name="stand_in_end"),
    path("ui/", include("tinhso.ui.urls")),
    path("accounts/", include("tinhso.web.login.urls")),
    path("cau-mau/", include("tinhso.documents.phrases.urls")),
    path("van-ban-den/", include("tinhso.documents.incoming.urls")),
    path("van-ban-di/", include("tinhso.documents.outgoing.urls")),
    path("lien-thong/", include("tinhso.exchange.urls")),
    path("quan-tri/", include("tinhso.web.administration.urls")),
]

handler500 = "tinhso.web.pages.errors.server_error"
handler429 = "tinhso.web.pages.errors.too_many"
