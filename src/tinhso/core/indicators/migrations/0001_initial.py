import django.db.models.manager
from django.db import migrations, models

from tinhso.core.access.migration import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency_id', models.IntegerField()),
                ('code', models.TextField()),
                ('unit_id', models.IntegerField()),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('measure', models.TextField()),
                ('numerator', models.BigIntegerField()),
                ('denominator', models.BigIntegerField(null=True)),
                ('taken_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'code', 'unit_id', 'first', 'last'), name='indicators_reported_once'), models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='indicators_days')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        wall("indicators_readingrow"),
    ]
