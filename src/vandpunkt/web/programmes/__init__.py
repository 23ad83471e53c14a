"""The catalogue of support, and whether it helped."""
