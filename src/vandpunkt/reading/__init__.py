"""A PDF, DOCX, HTML or text → pages → lines → sections → facts with their place in the source."""
