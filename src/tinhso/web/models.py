from __future__ import annotations

from django.db import models


class JobError(models.Model):
    """Why a job failed last: its kind of error and where, without any values of the data. Instance-wide, as jobs are."""

    job_id = models.BigIntegerField(primary_key=True)
    task = models.TextField()
    at = models.DateTimeField()
    text = models.TextField()
