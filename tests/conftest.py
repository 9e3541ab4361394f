import torch

# Two test processes share two cores, and small matrices gain nothing from more threads.
torch.set_num_threads(1)
