"""The catalogue of support: programmes and partners, by which names they go, and what is known of them."""
