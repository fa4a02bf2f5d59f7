"""How an older database becomes a current one; run by ``storage.upgrade``."""
