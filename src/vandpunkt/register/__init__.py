"""Schools, results, programmes, interventions, and their history."""
