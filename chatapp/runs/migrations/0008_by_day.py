from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("runs", "0007_first_word_at")]

    operations = [
        migrations.AddIndex(
            model_name="run", index=models.Index(fields=["finished_at"], name="run_finished")
        ),
        migrations.AddIndex(
            model_name="enginecall", index=models.Index(fields=["created_at"], name="engine_call_day")
        ),
    ]
