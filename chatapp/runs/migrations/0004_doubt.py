from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("runs", "0003_made_by_and_turn"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="doubt",
            field=models.CharField(blank=True, max_length=8),
        ),
    ]
