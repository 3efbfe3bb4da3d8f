from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WebConfig(AppConfig):
    name = "tinhso.web"
    label = "web"

    def ready(self) -> None:
        from procrastinate.contrib.django import app

        from tinhso.core.access import grants
        from tinhso.web.joberrors import keep

        # Django asks each app after a migration; the topmost one answers once for the whole house.
        post_migrate.connect(grants.apply, sender=self, dispatch_uid="tinhso.grants")
        app.worker_defaults["task_middleware"] = [*app.worker_defaults.get("task_middleware", []), keep]
