"""How a typed line is taken apart: each module reads one kind of field."""
