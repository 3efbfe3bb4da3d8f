from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_originals_are_never_rewritten'),
        ('incoming', '0002_figures'),
        ('organisations', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='incoming',
            name='incoming_in_agency__f50c7d_idx',
        ),
        migrations.AddField(
            model_name='incoming',
            name='box',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=['arrived'], then=models.Value('to_receive')), models.When(state__in=['quarantined'], then=models.Value('quarantined')), models.When(state__in=['accepted'], then=models.Value('to_register')), models.When(state__in=['registered'], then=models.Value('to_present')), models.When(state__in=['presented'], then=models.Value('to_direct')), models.When(state__in=['assigned', 'in_progress'], then=models.Value('handling')), models.When(state__in=['recall_asked'], then=models.Value('recall')), models.When(state__in=['refused'], then=models.Value('returned')), models.When(state__in=['done', 'destroyed'], then=models.Value('done')), default=models.Value('')), help_text='rules.states.BOXES: one index serves every list', output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('cancelled_at', None), ('done_at', None)), fields=['principal'], name='incoming_held'),
        ),
        migrations.AddIndex(
            model_name='incoming',
            index=models.Index(fields=['agency', 'box', '-arrived_at', '-id'], name='incoming_box'),
        ),
    ]
