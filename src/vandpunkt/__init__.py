"""Support to schools, where they stand, whether it helped, and the answer to the board."""
