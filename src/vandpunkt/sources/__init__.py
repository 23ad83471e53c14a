"""Other people's data, read into publications: Skolverket's exports and API, SALSA."""
