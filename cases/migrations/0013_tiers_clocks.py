from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_picture_text'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='goods',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='case',
            name='moments',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='case',
            name='owed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='owed_kind',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='case',
            name='owed_words',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='case',
            name='warranty',
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name='deadline',
            name='paused_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('next_actor', ''), ('next_at__isnull', True), ('next_kind', '')), _connector='OR'), name='case_closed_has_no_next'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owed_at__isnull', True), ('owed_kind', '')), models.Q(models.Q(('owed_kind', ''), _negated=True), ('owed_at__isnull', False)), _connector='OR'), name='case_owes_since'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'paused'), _negated=True), models.Q(('paused_at__isnull', False), ('act_at__isnull', True)), _connector='OR'), name='deadline_paused_is_still'),
        ),
    ]
