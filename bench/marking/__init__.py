"""Marks made by hand on real filings, and how far a reader agrees with them."""
