"""Who uses the register and who holds which role: accounts, and assignments over time."""
