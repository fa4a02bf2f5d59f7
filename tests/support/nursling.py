"""Asks the nursery for a worker, hands it the pipes of this process, and lives as long as it."""

import json
import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as nursery:
    nursery.connect(sys.argv[1])
    socket.send_fds(nursery, [json.dumps(sys.argv[2:]).encode()], [0, 1, 2])
    for pipe in (0, 1):
        os.close(pipe)
    nursery.recv(1)
