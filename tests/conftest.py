import torch

# Two test processes share two cores, and small matrices gain nothing from more threads.
torch.set_num_threads(1)

# `make test` leaves these out: `make test-browser` needs a browser and many minutes, `make
# test-teach` a class server.
collect_ignore = ["browser", "teach"]
