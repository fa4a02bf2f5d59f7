"""The methods of the Bot API that the playground answers, one file a family."""
