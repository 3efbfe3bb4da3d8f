from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_originals_are_never_rewritten'),
        ('organisations', '0001_initial'),
        ('outgoing', '0003_annex_versions'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='outgoing',
            index=models.Index(condition=models.Q(('number__isnull', False), models.Q(('secrecy', ''), _negated=True)), fields=['agency', '-issue_date', '-number', '-id'], name='outgoing_secret_register'),
        ),
    ]
