from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IndicatorsConfig(AppConfig):
    name = "tinhso.core.indicators"
    label = "indicators"

    def ready(self) -> None:
        # Each room's indicators.py declares what it can count.
        autodiscover_modules("indicators")
