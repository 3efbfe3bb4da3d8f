from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('numbering', '0002_voided_lines'),
    ]

    operations = [
        migrations.AddField(
            model_name='seriesyear',
            name='closed_at',
            field=models.DateTimeField(help_text='khóa sổ năm: no number of this year any more', null=True),
        ),
        migrations.AddField(
            model_name='seriesyear',
            name='closed_by',
            field=models.IntegerField(help_text='post', null=True),
        ),
    ]
