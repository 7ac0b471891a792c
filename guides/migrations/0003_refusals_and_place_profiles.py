import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0002_guides_and_revisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='platform',
            name='kind',
            field=models.CharField(choices=[('platform', 'platform'), ('regulator', 'authority')], default='platform', max_length=9, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='platform',
            name='limits',
            field=models.JSONField(blank=True, default=list, verbose_name='lengths of time'),
        ),
        migrations.AddField(
            model_name='platform',
            name='unknown',
            field=models.JSONField(blank=True, default=dict, verbose_name='not known'),
        ),
        migrations.AddField(
            model_name='platform',
            name='words',
            field=models.JSONField(blank=True, default=list, verbose_name='its own words'),
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('source', models.CharField(max_length=20, verbose_name='source, short')),
                ('source_name', models.CharField(max_length=200, verbose_name='source')),
                ('source_url', models.CharField(blank=True, max_length=300, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='address of the source')),
                ('source_article', models.CharField(blank=True, max_length=60, verbose_name='article')),
                ('also_sources', models.JSONField(blank=True, default=list, verbose_name='other sources')),
                ('effective_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('checked_on', models.DateField(verbose_name='checked on')),
                ('confidence', models.CharField(choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], max_length=1, verbose_name='confidence')),
                ('label_zh', models.CharField(blank=True, max_length=100, verbose_name='label (Chinese)')),
                ('label_en', models.CharField(blank=True, max_length=200, verbose_name='label (English)')),
                ('edited_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='edited here')),
                ('loaded_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('slug', models.SlugField(max_length=30, primary_key=True, serialize=False, verbose_name='short name')),
                ('said_zh', models.CharField(max_length=60, verbose_name='what sellers say (Chinese)')),
                ('said_en', models.CharField(max_length=120, verbose_name='what sellers say (English)')),
                ('patterns', models.JSONField(default=list, verbose_name='patterns')),
                ('means_zh', models.CharField(max_length=300, verbose_name='what it means (Chinese)')),
                ('means_en', models.CharField(max_length=500, verbose_name='what it means (English)')),
                ('look', models.JSONField(default=list, verbose_name='what to check')),
                ('rule_zh', models.CharField(max_length=400, verbose_name='rule (Chinese)')),
                ('rule_en', models.CharField(max_length=600, verbose_name='rule (English)')),
                ('reply_zh', models.CharField(max_length=200)),
                ('reply_en', models.CharField(max_length=500)),
                ('letter', models.CharField(blank=True, max_length=4, verbose_name='letter')),
                ('exhibits', models.JSONField(default=list, verbose_name='evidence to add')),
                ('platforms', models.JSONField(blank=True, default=list, verbose_name='platforms')),
                ('problems', models.JSONField(blank=True, default=list, verbose_name='problems')),
                ('fires', models.JSONField(default=list, verbose_name='must be found in')),
                ('silent', models.JSONField(default=list, verbose_name='must not be found in')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'refusal',
                'verbose_name_plural': 'refusals',
                'ordering': ['position', 'slug'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('confidence__in', ['A', 'B', 'C'])), name='refusal_confidence'), models.CheckConstraint(condition=models.Q(models.Q(('confidence', 'C'), _negated=True), models.Q(models.Q(('label_zh', ''), _negated=True), models.Q(('label_en', ''), _negated=True)), _connector='OR'), name='refusal_weak_is_labelled'), models.CheckConstraint(condition=models.Q(('effective_from__isnull', True), ('effective_to__isnull', True), ('effective_from__lte', models.F('effective_to')), _connector='OR'), name='refusal_effective_order')],
            },
        ),
    ]
