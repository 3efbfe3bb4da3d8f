import django.db.models.deletion
import django.db.models.manager
import tinhso.kit.ids
from django.db import migrations, models

from tinhso.core.access.migration import private, wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Folder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.TextField(help_text='principal: p7')),
                ('name', models.TextField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
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
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.UUIDField(default=tinhso.kit.ids.new, primary_key=True, serialize=False)),
                ('owner', models.TextField(help_text='principal: p7')),
                ('kind', models.TextField(choices=[('incoming', 'Văn bản đến'), ('outgoing', 'Văn bản đi')])),
                ('document', models.UUIDField(help_text='of the room that `kind` names')),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('folder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='marks', to='folders.folder')),
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
            model_name='folder',
            constraint=models.UniqueConstraint(fields=('owner', 'agency', 'name'), name='folders_folder_named_once'),
        ),
        migrations.AddConstraint(
            model_name='folder',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='folders_folder_named'),
        ),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(fields=['owner', 'agency', '-at', '-id'], name='folders_of_owner'),
        ),
        migrations.AddIndex(
            model_name='mark',
            index=models.Index(fields=['folder', '-at', '-id'], name='folders_in_folder'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('owner', 'kind', 'document'), name='folders_marked_once'),
        ),
        wall("folders_folder", "folders_mark"),
        private("folders_folder", "folders_mark"),
    ]
