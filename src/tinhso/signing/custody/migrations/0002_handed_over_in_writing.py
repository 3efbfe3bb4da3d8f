from __future__ import annotations

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """A key changes hands by a written charge and minutes, and is in one keeper's hands at a time (ND30 Điều 32)."""

    dependencies = [("custody", "0001_initial")]

    operations = [
        migrations.AlterField("custody", "basis", models.TextField(help_text="the written charge: number and date")),
        migrations.AddField(
            "custody",
            "minutes",
            models.TextField(blank=True, default="", help_text="minutes of the hand-over; empty where nobody kept it before"),
        ),
        migrations.AddField(
            "custody",
            "return_basis",
            models.TextField(blank=True, default="", help_text="minutes by which it was handed over or given back"),
        ),
        migrations.AddConstraint(
            "custody", models.UniqueConstraint(fields=["key"], condition=Q(given_back_at=None), name="custody_one_keeper")
        ),
        migrations.AddConstraint("custody", models.CheckConstraint(condition=~Q(basis=""), name="custody_in_writing")),
        migrations.AddConstraint(
            "custody",
            models.CheckConstraint(
                condition=Q(given_back_at=None) | Q(given_back_at__gte=F("taken_at")) & ~Q(return_basis=""),
                name="custody_given_back_in_writing",
            ),
        ),
    ]
