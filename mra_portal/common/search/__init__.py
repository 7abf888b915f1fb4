"""Search: the text analyser that makes SQLite and PostgreSQL find the same rows, and "bedoelde u"."""
