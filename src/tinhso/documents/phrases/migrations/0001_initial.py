import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from tinhso.core.access.migration import private, wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PhraseList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.TextField(help_text='principal: p7')),
                ('purpose', models.TextField(choices=[('direct', 'Bút phê'), ('return', 'Trả lại')])),
                ('phrases', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('changed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'plain',
                'constraints': [models.UniqueConstraint(fields=('owner', 'agency', 'purpose'), name='phrases_one_list_a_purpose')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('plain', django.db.models.manager.Manager()),
            ],
        ),
        wall("phrases_phraselist"),
        private("phrases_phraselist"),
    ]
