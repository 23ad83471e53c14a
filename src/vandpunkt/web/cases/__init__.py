"""Cases from the letter to the board: what is asked, the path, the board's calendar."""
