from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("billing", "0007_mails")]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="next_cents",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="subscription",
            name="being_paid",
            field=models.BooleanField(default=False),
        ),
    ]
