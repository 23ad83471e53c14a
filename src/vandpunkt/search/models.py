"""The index: what can be found, and how far into each history it has come. All of it can be made anew."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One piece of text that can be found. The stems and words of it lie beside, in `search_tokens`.

    `key` is the key of the row that it is of and `part` tells pieces of one row apart (a page of a document).
    `address` is what the row's page is called by: a code, a slug or an id. `working` is whether it is working
    material.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20)
    part = models.PositiveIntegerField(default=0)
    address = models.CharField(max_length=80, blank=True)
    school_code = models.CharField(max_length=8, blank=True)
    working = models.BooleanField(default=False)
    title = models.CharField(max_length=700)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "key", "part"), name="search_entry_once"),)
        indexes = (models.Index(fields=("kind", "school_code"), name="search_entry_school"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class TakenIn(models.Model):
    """How far the index has come in one history.

    `recent` is how many of the last versions it saw: where there are more of them later, somebody was still
    writing then.
    """

    model = models.CharField(max_length=60, primary_key=True)
    newest = models.BigIntegerField()
    recent = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.model} {self.newest}"
