"""One module for each version of the layout; ``revision`` counts up."""
