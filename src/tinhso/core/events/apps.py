from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "tinhso.core.events"
    label = "events"

    def ready(self) -> None:
        # Each room's handlers.py registers what it listens to; the room that speaks never knows who listens.
        autodiscover_modules("handlers")
