import torch

# Two test processes share two cores, and small matrices gain nothing from more threads.
torch.set_num_threads(1)

# These need a browser and many minutes: `make test-browser` runs them, `make test` does not.
collect_ignore = ["browser"]
