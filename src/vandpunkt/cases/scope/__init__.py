"""What a case is about: proposed of a letter, typed, held to what a case needs, opened and changed."""
