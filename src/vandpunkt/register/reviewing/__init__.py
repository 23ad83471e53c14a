"""Older documents: taken in as proposals, looked through by a person, and only then rows of the register."""
