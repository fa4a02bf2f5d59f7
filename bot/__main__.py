"""``python -m bot``: the whole command line."""

from __future__ import annotations

import sys

from bot.commandline import main

sys.exit(main(sys.argv[1:]))
