"""What finished thinking teaches: who allows its use, what is selected every night, and what is handed out."""
