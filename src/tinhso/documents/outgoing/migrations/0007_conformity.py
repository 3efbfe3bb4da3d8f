import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tinhso.core.access.migration import wall


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_originals_are_never_rewritten'),
        ('organisations', '0001_initial'),
        ('outgoing', '0006_lots'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conformity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('errors', models.IntegerField(help_text='what the decree prescribes and the file breaks')),
                ('warnings', models.IntegerField(help_text='what a person should look at')),
                ('report', models.JSONField(help_text='layout.public.Report as JSON', null=True)),
                ('refused', models.JSONField(default=list, help_text='why it could not be judged; empty where it was')),
                ('judged_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conformities', to='outgoing.outgoing')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='conformity',
            constraint=models.UniqueConstraint(fields=('document', 'file'), name='outgoing_conformity_once'),
        ),
        wall("outgoing_conformity"),
    ]
