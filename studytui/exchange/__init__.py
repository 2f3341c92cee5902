"""Other programs' files: what comes in and what goes out."""
