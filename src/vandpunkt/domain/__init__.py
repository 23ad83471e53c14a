"""Values with meaning: terms and periods, published marks, diarienummer. Imports nothing of ours."""
