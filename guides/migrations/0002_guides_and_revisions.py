import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '__first__'),
        ('guides', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Guide',
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
                ('slug', models.SlugField(max_length=60, primary_key=True, serialize=False, verbose_name='short name')),
                ('platform', models.SlugField(max_length=30, verbose_name='platform')),
                ('tier', models.CharField(blank=True, choices=[('merchant', 'merchant'), ('platform', 'platform'), ('regulator', 'authority')], max_length=10, verbose_name='tier')),
                ('kind', models.CharField(choices=[('steps', 'steps'), ('article', 'article'), ('playbook', 'playbook')], default='steps', max_length=10, verbose_name='kind')),
                ('use', models.SlugField(blank=True, max_length=20, verbose_name='use')),
                ('problems', models.JSONField(blank=True, default=list, verbose_name='problems')),
                ('title_zh', models.CharField(max_length=80, verbose_name='title (Chinese)')),
                ('title_en', models.CharField(max_length=120, verbose_name='title (English)')),
                ('position', models.PositiveSmallIntegerField(default=100, verbose_name='position')),
                ('draft', models.JSONField(blank=True, editable=False, null=True)),
                ('draft_version', models.PositiveIntegerField(default=0, editable=False)),
                ('draft_edited_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('draft_edited_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'guide',
                'verbose_name_plural': 'guides',
                'ordering': ['position', 'slug'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GuideRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.JSONField()),
                ('content_hash', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='guides.guide')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['guide', '-number'],
            },
        ),
        migrations.AddField(
            model_name='guide',
            name='draft_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.guiderevision'),
        ),
        migrations.AddField(
            model_name='guide',
            name='published',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.guiderevision'),
        ),
        migrations.CreateModel(
            name='GuideVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(blank=True, max_length=60, verbose_name='step')),
                ('useful', models.PositiveIntegerField(default=0, verbose_name='useful')),
                ('useless', models.PositiveIntegerField(default=0, verbose_name='not useful')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='guides.guiderevision')),
            ],
        ),
        migrations.CreateModel(
            name='HotlineReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('platform', models.SlugField(max_length=30, verbose_name='platform')),
                ('number', models.CharField(max_length=30, verbose_name='number')),
                ('fault', models.CharField(choices=[('no_answer', 'no answer'), ('wrong_number', 'not their number'), ('no_human', 'no way to a human')], max_length=12, verbose_name='what is wrong')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['platform', 'number'], name='hotline_report_open')],
            },
        ),
        migrations.CreateModel(
            name='Screenshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
                ('width', models.PositiveIntegerField(verbose_name='width')),
                ('height', models.PositiveIntegerField(verbose_name='height')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded')),
                ('confirmed_no_personal_data_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed without personal data')),
                ('confirmed_no_personal_data_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='StepReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(blank=True, max_length=60, verbose_name='step')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='text')),
                ('picture', models.CharField(blank=True, max_length=120, verbose_name='picture')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('state', models.CharField(choices=[('open', 'open'), ('still_right', 'still right'), ('fixed', 'fixed')], default='open', max_length=11, verbose_name='state')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='guides.guide')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guides.guiderevision')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='guiderevision',
            constraint=models.UniqueConstraint(fields=('guide', 'number'), name='guide_revision_number'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', ['A', 'B', 'C'])), name='guide_confidence'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confidence', 'C'), _negated=True), models.Q(models.Q(('label_zh', ''), _negated=True), models.Q(('label_en', ''), _negated=True)), _connector='OR'), name='guide_weak_is_labelled'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('effective_from__isnull', True), ('effective_to__isnull', True), ('effective_from__lte', models.F('effective_to')), _connector='OR'), name='guide_effective_order'),
        ),
        migrations.AddConstraint(
            model_name='guidevote',
            constraint=models.UniqueConstraint(fields=('revision', 'step'), name='guide_vote_of_step'),
        ),
        migrations.AddIndex(
            model_name='stepreport',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['guide', '-at'], name='step_report_open'),
        ),
    ]
