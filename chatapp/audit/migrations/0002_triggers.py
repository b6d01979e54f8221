"""The one row that says where the log ends, and the database's own refusal to change or delete an entry."""

from django.db import migrations

from chatapp.audit import triggers


def begin(apps, schema_editor):
    apps.get_model("audit", "AuditHead").objects.get_or_create(pk=1)
    triggers.install(schema_editor.connection)


def end(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(begin, end)]
