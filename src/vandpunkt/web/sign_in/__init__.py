"""Signing in and out, the second step, and one's own account."""
