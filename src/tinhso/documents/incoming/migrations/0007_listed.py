"""What a list's filter finds."""

from django.db import migrations

from tinhso.core.search.migration import listed


class Migration(migrations.Migration):
    dependencies = [("incoming", "0006_answers"), ("search", "0003_listed")]
    operations = [listed("incoming_incoming", "subject", "notation", "issuer")]
