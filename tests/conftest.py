import signal

import torch

# Whoever starts the tests in the background of a shell has Control-C ignored, in all programs that
# they start too; some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Two test processes share two cores, and small matrices gain nothing from more threads.
torch.set_num_threads(1)

# `make test` leaves these out: `make test-browser` needs a browser and many minutes, `make
# test-teach` a class server.
collect_ignore = ["browser", "teach"]
