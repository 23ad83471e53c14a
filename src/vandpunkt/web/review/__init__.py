"""Older documents taken in, and a decision about each proposal read in them."""
