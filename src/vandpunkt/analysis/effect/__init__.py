"""Whether support was followed by better results than the schools would have had anyway."""
