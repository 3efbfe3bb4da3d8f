from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What a receiver returned goes again as a new consignment: one live dispatch a recipient, not one for ever."""

    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.AlterField("dispatch", "recipient", models.UUIDField(help_text="its recipient line: one live dispatch each")),
        migrations.AlterField(
            "dispatch",
            "state",
            models.TextField(
                choices=[
                    ("waiting", "Chờ gửi"),
                    ("delivered", "Đã giao"),
                    ("failed", "Không giao được"),
                    ("cancelled", "Đã hủy gửi"),
                    ("returned", "Bị trả lại, đã gửi lại"),
                ],
                default="waiting",
            ),
        ),
        migrations.AddConstraint(
            "dispatch",
            models.UniqueConstraint(fields=["recipient"], condition=~Q(state="returned"), name="exchange_one_live_dispatch"),
        ),
    ]
