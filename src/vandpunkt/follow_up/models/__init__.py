"""The rows of the follow-up. Faces do not import these; they ask the functions beside this package."""
