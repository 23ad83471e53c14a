"""Cases: from the board members' inquiry to the board's decision, and the answer built for it."""
