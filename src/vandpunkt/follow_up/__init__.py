"""The follow-up of support: dialogues, actions, signs before results, promises, and the quality cycle."""
