"""The draft of an answer: its own texts, its own sentences, and what in it is out of date."""
