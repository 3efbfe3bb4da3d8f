from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act. Written inside the act's own transaction; INSERT and SELECT only (grants and triggers)."""

    id = models.BigAutoField(primary_key=True)
    agency_id = models.IntegerField()
    person_id = models.IntegerField(null=True)
    post_id = models.IntegerField(null=True)
    actor = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(help_text="the instant of the act, by the kit's clock")
    really_at = models.DateTimeField(help_text="the machine's instant")

    class Meta:
        indexes = [models.Index(fields=["subject", "id"]), models.Index(fields=["agency_id", "-id"])]


class Link(models.Model):
    """The chain: given after commit by the sequencer, so that two agencies never wait for each other."""

    seq = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)


class Unchained(models.Model):
    """An entry that waits for its link: put here by a trigger in the act's own transaction, taken away as it is chained, so that chaining
    costs what waits and not what the ledger holds.
    """

    entry_id = models.BigIntegerField(primary_key=True)


class Seen(models.Model):
    """The access log, apart from the chain and partitioned by year: who viewed, downloaded or printed what (Appendix VI.III.5a)."""

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    agency_id = models.IntegerField()
    person_id = models.IntegerField(null=True)
    post_id = models.IntegerField(null=True)
    actor = models.TextField()
    subject = models.TextField()
    how = models.TextField()
    detail = models.TextField(default="")

    class Meta:
        managed = False
        db_table = "ledger_seen"
