"""The shapes of the tables, as migrations: each file's `MIGRATIONS` are registered in order by knowledge.database."""
