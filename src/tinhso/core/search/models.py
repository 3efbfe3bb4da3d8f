from __future__ import annotations

from django.db import models


class SavedSearch(models.Model):
    """A person's own search under a name; instance-wide, as the person is. What it finds is decided whenever it is asked."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    name = models.TextField()
    asked = models.TextField(help_text="the page's address parameters")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="search_one_name")]
