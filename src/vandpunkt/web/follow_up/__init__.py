"""Dialogues, actions, signs, promises, calendars and the quality cycle."""
