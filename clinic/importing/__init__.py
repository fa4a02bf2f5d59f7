"""Files that clinics bring along: bytes become typed rows, or a reason in the reader's language."""
