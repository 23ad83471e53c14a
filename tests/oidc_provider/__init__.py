"""A real OpenID Connect provider, run by Node.js, and how the tests speak with it."""
