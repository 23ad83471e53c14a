"""Full-text search over what the register, the follow-up and the cases hold."""
