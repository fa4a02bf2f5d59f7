"""The composition root: settings, the command line, and what ``run`` puts together."""
