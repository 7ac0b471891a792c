"""The group of editors: they change guides and see nothing of any case."""

from django.db import migrations

GROUP = "Editors"
PERMISSIONS = {"view_guide": "Can view guide", "change_guide": "Can change guide"}


def make_editors(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="guides", model="guide")
    permissions = apps.get_model("auth", "Permission").objects
    for codename, name in PERMISSIONS.items():
        # Django makes permissions only after all migrations; it finds these and makes the rest.
        right, _made = permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0004_record_who_changes_what"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_editors, migrations.RunPython.noop)]
