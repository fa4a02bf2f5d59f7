"""A local Bot API with people who type and tap, for the demo, the tests and the load generator.

It imports only the standard library and aiohttp, and knows nothing of the bot it serves.
"""
