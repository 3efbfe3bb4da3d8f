from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('numbering', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='line',
            index=models.Index(condition=models.Q(('voided_at__isnull', False)), fields=['document'], name='numbering_voided'),
        ),
    ]
