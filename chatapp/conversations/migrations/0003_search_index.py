"""The full-text index beside SearchEntry, and the words of what was said before there was one.

A later migration that changes the table of SearchEntry on SQLite makes it anew, and must make the triggers anew too.
"""

from django.db import migrations

from chatapp.conversations.words import words

# The ascii tokenizer takes every character beyond ASCII for part of a word: words.py has cut the text already.
SQLITE = """
CREATE VIRTUAL TABLE conversations_search USING fts5(
    user_id, words, content='conversations_searchentry', content_rowid='id',
    tokenize='ascii', prefix='1 2 3', detail=column
);
CREATE TRIGGER conversations_search_insert AFTER INSERT ON conversations_searchentry BEGIN
    INSERT INTO conversations_search(rowid, user_id, words) VALUES (new.id, new.user_id, new.words);
END;
CREATE TRIGGER conversations_search_delete AFTER DELETE ON conversations_searchentry BEGIN
    INSERT INTO conversations_search(conversations_search, rowid, user_id, words)
    VALUES ('delete', old.id, old.user_id, old.words);
END;
CREATE TRIGGER conversations_search_update AFTER UPDATE ON conversations_searchentry BEGIN
    INSERT INTO conversations_search(conversations_search, rowid, user_id, words)
    VALUES ('delete', old.id, old.user_id, old.words);
    INSERT INTO conversations_search(rowid, user_id, words) VALUES (new.id, new.user_id, new.words);
END;
"""
POSTGRESQL = (
    "ALTER TABLE conversations_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS "
    "(array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) STORED",
    "CREATE INDEX conversations_search ON conversations_searchentry USING gin (vector)",
)
CHUNK = 500


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in statements(SQLITE):
            schema_editor.execute(statement, params=None)
    else:
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def statements(script):
    """The script's statements; those of a trigger stay together. (executescript would end the transaction.)"""
    whole = ""
    for line in script.strip().splitlines(keepends=True):
        whole += line
        inside = whole.lstrip().startswith("CREATE TRIGGER") and line.strip() != "END;"
        if line.rstrip().endswith(";") and not inside:
            yield whole
            whole = ""


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER conversations_search_{name}")
        schema_editor.execute("DROP TABLE conversations_search")
    else:
        schema_editor.execute("ALTER TABLE conversations_searchentry DROP COLUMN vector")


def fill(apps, schema_editor):
    Conversation = apps.get_model("conversations", "Conversation")
    Message = apps.get_model("conversations", "Message")
    Entry = apps.get_model("conversations", "SearchEntry")
    made = []

    def keep(entry):
        made.append(entry)
        if len(made) >= CHUNK:
            Entry.objects.bulk_create(made)
            made.clear()

    for row in Conversation.objects.exclude(title="").iterator(CHUNK):
        keep(Entry(user_id=row.user_id, conversation_id=row.pk, at=row.created_at, words=" ".join(words(row.title))))
    for row in Message.objects.select_related("conversation").iterator(CHUNK):
        text = "".join(part["text"] for part in row.parts if part.get("type") == "text")
        if text:
            keep(Entry(user_id=row.conversation.user_id, conversation_id=row.conversation_id, message_id=row.pk,
                       at=row.created_at, words=" ".join(words(text))))
    Entry.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("conversations", "0002_projects_shares_imports")]

    operations = [
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
