"""A model that lies well: answers of the right shape about the passage it was asked about, false on purpose."""
