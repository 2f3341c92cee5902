"""SQLite to domain and back. The only room that knows SQL."""
