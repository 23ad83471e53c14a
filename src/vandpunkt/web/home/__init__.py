"""The first page: what waits, role by role."""
