from django.urls import path

from tinhso.exchange import pages

urlpatterns = [
    path("", pages.listing, name="exchange"),
    path("van-ban/<uuid:document>/", pages.of_document, name="exchange_document"),
    path("hanh-trinh/<uuid:consignment>/", pages.trail, name="exchange_trail"),
    path("gui-lai/<uuid:consignment>/", pages.again, name="exchange_resend"),
]
