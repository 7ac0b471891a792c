import cases.models.case
import cases.models.user
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('data', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail address')),
                ('login_key', cases.models.user.LoginKeyField(default='', editable=False, max_length=280, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('language', models.CharField(choices=[('zh-hans', 'Chinese'), ('en', 'English')], default='zh-hans', max_length=10)),
                ('look', models.CharField(choices=[('system', 'Like the system'), ('light', 'Light'), ('dark', 'Dark')], default='system', max_length=8)),
                ('large_type', models.BooleanField(default=False)),
                ('mail_mode', models.CharField(choices=[('instant', 'At once'), ('digest', 'One mail a day, at 08:00'), ('weekly', 'One mail a week, Monday at 08:00'), ('off', 'No mail, only in the app')], default='instant', max_length=8)),
                ('quiet_hours', models.CharField(blank=True, default='default', max_length=11)),
                ('calendar_token', models.CharField(blank=True, max_length=43, null=True, unique=True)),
                ('mail_failed_at', models.DateTimeField(blank=True, null=True)),
                ('last_file_no', models.PositiveIntegerField(default=0)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
        ),
        migrations.CreateModel(
            name='Agent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('platform', models.CharField(max_length=20)),
                ('number', models.CharField(max_length=40)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agents', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=cases.models.case.new_ref, editable=False, max_length=16, unique=True)),
                ('file_no', models.PositiveIntegerField()),
                ('problem_type', models.CharField(blank=True, max_length=30)),
                ('problem', models.CharField(max_length=300)),
                ('problem_detail', models.CharField(blank=True, max_length=500)),
                ('demand', models.CharField(max_length=30)),
                ('tier', models.CharField(choices=[('merchant', 'Merchant'), ('platform', 'Platform'), ('regulator', 'Regulator')], default='merchant', max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('full', 'Full'), ('partial', 'Partial'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('promised_not_paid', 'Promised Not Paid'), ('other', 'Other')], max_length=20)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('muted_at', models.DateTimeField(blank=True, null=True)),
                ('snoozed_until', models.DateTimeField(blank=True, null=True)),
                ('next_kind', models.CharField(blank=True, max_length=30)),
                ('next_actor', models.CharField(blank=True, max_length=4)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('contacted_at', models.DateTimeField(blank=True, null=True)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('no_reply_at', models.DateTimeField(blank=True, null=True)),
                ('nudged_at', models.DateTimeField(blank=True, null=True)),
                ('last_event_at', models.DateTimeField()),
                ('stale_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(max_length=10)),
                ('channel', models.CharField(choices=[('chat', 'In-app chat'), ('phone', 'Phone'), ('form', 'After-sales form'), ('mail', 'E-mail'), ('visit', 'In person'), ('other', 'Other')], default='chat', max_length=8)),
                ('desk', models.CharField(blank=True, choices=[('after', 'After-sales'), ('pre', 'Pre-sales'), ('', 'Not sure')], default='', max_length=5)),
                ('direction', models.CharField(choices=[('in', 'They told me'), ('out', 'I told them')], default='in', max_length=3)),
                ('at', models.DateTimeField()),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('reply', models.CharField(blank=True, choices=[('', 'No reply yet'), ('auto', 'Automatic reply'), ('received', 'Received, no answer yet'), ('substantive', 'A real answer'), ('agreed', 'Agreed'), ('partly_agreed', 'Partly agreed'), ('refused', 'Refused')], default='', max_length=13)),
                ('letter_code', models.CharField(blank=True, max_length=4)),
                ('created_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contacts', to='cases.agent')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by_owner', models.BooleanField(default=True)),
                ('tier', models.CharField(blank=True, max_length=10)),
                ('data', models.JSONField(default=dict)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.case')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.contact')),
            ],
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lane', models.CharField(choices=[('theirs', 'Theirs'), ('mine', 'Mine')], max_length=6)),
                ('rule', models.CharField(max_length=8)),
                ('variant', models.CharField(blank=True, max_length=30)),
                ('tier', models.CharField(max_length=10)),
                ('trigger_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('working', models.JSONField(default=list)),
                ('provisional_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('state', models.CharField(choices=[('running', 'Running'), ('met', 'Met'), ('lapsed', 'Lapsed'), ('cancelled', 'Cancelled'), ('paused', 'Paused')], default='running', max_length=9)),
                ('stage', models.CharField(blank=True, max_length=12)),
                ('act_at', models.DateTimeField(blank=True, null=True)),
                ('nudged_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='cases.case')),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='next_deadline',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.deadline'),
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=4)),
                ('tier', models.CharField(max_length=10)),
                ('text', models.TextField(max_length=2000)),
                ('copied_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='cases.case')),
                ('contact', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letter', to='cases.contact')),
            ],
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('platform', models.CharField(max_length=20)),
                ('number', models.CharField(blank=True, max_length=64)),
                ('number_key', models.CharField(blank=True, max_length=64)),
                ('shop', models.CharField(blank=True, max_length=80)),
                ('item', models.CharField(max_length=120)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('paid_at', models.DateTimeField(blank=True, null=True)),
                ('shipped_at', models.DateTimeField(blank=True, null=True)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='orders', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.order'),
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300)),
                ('heard_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('reading', models.JSONField(default=dict)),
                ('corrected', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('running', 'Running'), ('kept', 'Kept'), ('broken', 'Broken'), ('replaced', 'Replaced'), ('withdrawn', 'Withdrawn'), ('vague', 'Vague')], default='running', max_length=9)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='promises', to='cases.agent')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='cases.case')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='cases.contact')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='cases.promise')),
            ],
        ),
        migrations.AddField(
            model_name='deadline',
            name='promise',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deadline', to='cases.promise'),
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('stage', "A deadline's stage"), ('stale', '14 days without an event'), ('unsent', 'Copied, not marked as sent'), ('reminder', "The shopper's own reminder"), ('money', 'Promised money: has it come'), ('files', 'Files are about to be deleted'), ('answer', 'An answer came through a link'), ('digest', 'Digest'), ('account', 'Account')], max_length=8)),
                ('stage', models.CharField(blank=True, max_length=12)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('key', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ('to_address', models.EmailField(blank=True, max_length=254)),
                ('state', models.CharField(choices=[('pending', 'Waiting for its moment'), ('sent', 'Sent'), ('in_app', 'In the app only'), ('folded', 'Went into a digest'), ('cancelled', 'Cancelled'), ('dead', 'Failed for good')], default='pending', max_length=9)),
                ('act_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('claim_token', models.CharField(blank=True, max_length=32)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_code', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('noted_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='cases.case')),
                ('deadline', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='cases.deadline')),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='folded', to='cases.mail')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='cases.letter')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
                ('reminder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='cases.reminder')),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('result', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField(db_index=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='agent',
            constraint=models.UniqueConstraint(fields=('owner', 'platform', 'number'), name='agent_once'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['case', '-at', '-id'], name='contact_of_case'),
        ),
        migrations.AddIndex(
            model_name='caseevent',
            index=models.Index(fields=['case', '-at', '-id'], name='event_of_case'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['case', '-copied_at'], name='letter_of_case'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['owner', 'platform', 'number_key'], name='order_same_number'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['owner', 'next_at', 'id'], name='case_open_next'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['owner', '-last_event_at', '-id'], name='case_open_recent'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['owner', '-closed_at', '-id'], name='case_closed_recent'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('stale_at__isnull', False)), fields=['stale_at'], name='case_stale'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('owner', 'file_no'), name='case_file_no_once'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', False), models.Q(('next_actor__in', ['me', 'them']), ('next_at__isnull', False), models.Q(('next_kind', ''), _negated=True)), _connector='OR'), name='case_open_has_next'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='case_closed_has_outcome'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(fields=['case', 'heard_at'], name='promise_of_case'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('act_at__isnull', False)), fields=['act_at', 'id'], name='deadline_act'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['case', 'due_at'], name='deadline_of_case'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('provisional_year__isnull', False)), fields=['provisional_year'], name='deadline_provisional'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('act_at__isnull', True), models.Q(('stage', ''), _negated=True), _connector='OR'), name='deadline_act_has_stage'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['case', 'at'], name='reminder_of_case'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('act_at__isnull', False)), fields=['act_at', 'id'], name='mail_act'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('noted_at__isnull', False)), fields=['user', '-noted_at', '-id'], name='mail_inbox'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('noted_at__isnull', False), ('read_at__isnull', True)), fields=['user'], name='mail_unread'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['case', '-noted_at'], name='mail_of_case'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('state', 'dead')), fields=['-created_at'], name='mail_dead'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.UniqueConstraint(fields=('deadline', 'stage', 'due_at'), name='mail_once_per_stage'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'pending'), ('act_at__isnull', False)), models.Q(models.Q(('state', 'pending'), _negated=True), ('act_at__isnull', True)), _connector='OR'), name='mail_pending_has_moment'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('owner', 'key'), name='submission_once'),
        ),
    ]
