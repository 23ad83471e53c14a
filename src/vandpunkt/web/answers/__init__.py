"""What a case answers: the draft, own words, replies, signing, and where each fact comes from."""
