"""What a list's filter finds."""

from django.db import migrations

from tinhso.core.search.migration import listed


class Migration(migrations.Migration):
    dependencies = [("outgoing", "0009_lots_are_signed_too"), ("search", "0003_listed")]
    operations = [listed("outgoing_outgoing", "subject", "notation")]
