"""What keeps the house in order: catalogues, licences, links. Run from the root of the repository."""
