"""Pages as they stood on a past day: each kind says in one place how it stood."""
