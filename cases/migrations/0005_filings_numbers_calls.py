import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_evidence'),
        ('guides', '0002_guides_and_revisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(max_length=10)),
                ('code', models.CharField(blank=True, max_length=4)),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('filed_at', models.DateTimeField()),
                ('before', models.JSONField(default=dict)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filings', to='cases.case')),
                ('deadline', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='filing', to='cases.deadline')),
                ('revision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.guiderevision')),
            ],
        ),
        migrations.CreateModel(
            name='GuideShown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guides_shown', to='cases.case')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.guiderevision')),
            ],
        ),
        migrations.CreateModel(
            name='HandOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('guide', models.SlugField(blank=True, max_length=60)),
                ('step', models.SlugField(blank=True, max_length=60)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_offs', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='HumanTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='human_tries', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('after_sale', 'After-sales request'), ('dispute', 'Dispute'), ('ticket', 'Service ticket'), ('complaint', '12315 number'), ('courier', 'Courier complaint'), ('other', 'Other number')], max_length=10)),
                ('number', models.CharField(max_length=64)),
                ('number_key', models.CharField(max_length=64)),
                ('noted_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='cases.case')),
                ('filing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='references', to='cases.filing')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(max_length=10)),
                ('number', models.CharField(blank=True, max_length=30)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-started_at', '-id'], name='call_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='call_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case',), name='call_one_running')],
            },
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['case', '-filed_at', '-id'], name='filing_of_case'),
        ),
        migrations.AddConstraint(
            model_name='guideshown',
            constraint=models.UniqueConstraint(fields=('case', 'revision'), name='guide_shown_once'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='hand_off_expires'),
        ),
        migrations.AddConstraint(
            model_name='humantries',
            constraint=models.UniqueConstraint(fields=('case', 'day'), name='human_tries_once_a_day'),
        ),
        migrations.AddIndex(
            model_name='reference',
            index=models.Index(fields=['owner', 'number_key'], name='reference_number'),
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.UniqueConstraint(fields=('case', 'kind', 'number_key'), name='reference_once'),
        ),
    ]
