"""What else a clinic writes down besides visits and what patients said: one file holds a group."""
