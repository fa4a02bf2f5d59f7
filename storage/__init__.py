"""The only package with SQL: tables, migrations, the journal, the inbox, the outbox, the writer."""
