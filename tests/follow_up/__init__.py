"""The follow-up of support: dialogues, actions, signs, promises and the quality cycle."""
