"""Interventions: what is stated of each, how it is changed and ended, and which are given in a term."""
