"""Ways to damage a file, and what must hold of whatever comes of reading it."""
