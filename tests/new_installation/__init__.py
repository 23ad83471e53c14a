"""A site whose register is empty: what its pages say, and what to do next."""
