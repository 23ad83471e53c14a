"""The support of schools: one, several at once, and as files."""
