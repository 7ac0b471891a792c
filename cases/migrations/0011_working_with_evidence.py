import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_mail_refusals'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='marks',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='evidence',
            name='region',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='evidence',
            name='replaced_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='cases.evidence'),
        ),
        migrations.AddField(
            model_name='rendition',
            name='top',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='Appraisal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whose', models.CharField(blank=True, choices=[('', 'Not known yet'), ('brand', 'The owner of the brand'), ('authorised', 'A body the brand has authorised'), ('counter', 'A brand counter or service point'), ('laboratory', 'A test laboratory (CMA or CNAS)'), ('platform', 'The platform'), ('other', 'Somebody else')], default='', max_length=10)),
                ('issuer', models.CharField(blank=True, max_length=80)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('dated', models.DateField(blank=True, null=True)),
                ('conclusion', models.CharField(blank=True, choices=[('', 'Not known yet'), ('fake', 'Not genuine'), ('genuine', 'Genuine'), ('open', 'Could not be settled')], default='', max_length=7)),
                ('asked_by', models.CharField(blank=True, choices=[('', 'Not known yet'), ('shopper', 'I had it made'), ('seller', 'The seller had it made'), ('platform', 'The platform had it made')], default='', max_length=8)),
                ('changed_at', models.DateTimeField()),
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appraisal', to='cases.evidence')),
            ],
        ),
        migrations.CreateModel(
            name='PageCapture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('product', 'Product page'), ('shop', 'Shop page')], default='product', max_length=7)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('seen_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('sha256', models.CharField(max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='page_captures', to='cases.case')),
            ],
        ),
        migrations.AddField(
            model_name='evidence',
            name='page',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shots', to='cases.pagecapture'),
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=120)),
                ('pairs', models.JSONField(blank=True, default=list)),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comparisons', to='cases.case')),
                ('genuine', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='compared_as_genuine', to='cases.evidence')),
                ('suspect', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='compared_as_suspect', to='cases.evidence')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('genuine', 'suspect'), name='comparison_once'), models.CheckConstraint(condition=models.Q(('genuine', models.F('suspect')), _negated=True), name='comparison_of_two')],
            },
        ),
        migrations.AddIndex(
            model_name='pagecapture',
            index=models.Index(fields=['case', '-seen_at'], name='page_of_case'),
        ),
    ]
