import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tinhso.core.access.migration import wall


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('outgoing', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecipientGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('members', models.JSONField(help_text='[{"name": "Sở X", "unit": 12}, {"name": "Công ty Y", "unit": null}] in the order printed')),
                ('changed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
                'base_manager_name': 'plain',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='recipientgroup',
            constraint=models.UniqueConstraint(fields=('agency', 'name'), name='outgoing_group_named_once'),
        ),
        migrations.AddConstraint(
            model_name='recipientgroup',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='outgoing_group_named'),
        ),
        wall("outgoing_recipientgroup"),
    ]
