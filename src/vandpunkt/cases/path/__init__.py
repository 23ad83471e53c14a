"""The path of a case: the moves there are, making them, what is due, and the board's calendar."""
