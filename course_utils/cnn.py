"""The convolutional network that lesson 15 builds for MNIST, and its training.

Images x are float32 (N, 784), as for the network of lesson 11, and so is the output: (N, 10),
log-probabilities. So whatever reads with that network can read with this one.
"""

import sys

import torch
import torch.nn.functional as F
from torch import nn
from tqdm import tqdm

from course_utils.training import after, check_examples, only_finite, read_weights


class CNN(nn.Module):
    """Three convolutions, each with batch norm and ReLU, and one linear layer."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 5, stride=2, bias=False)  # 28 -> 12
        self.conv2 = nn.Conv2d(16, 32, 3, stride=2, padding=1, bias=False)  # 12 -> 6
        self.conv3 = nn.Conv2d(32, 64, 3, stride=2, padding=1, bias=False)  # 6 -> 3
        self.norm1, self.norm2, self.norm3 = (nn.BatchNorm2d(n) for n in (16, 32, 64))
        self.fc = nn.Linear(64 * 3 * 3, 10)

    def maps(self, x):
        x = x.reshape(-1, 1, 28, 28)
        x = F.relu(self.norm1(self.conv1(x)))
        x = F.relu(self.norm2(self.conv2(x)))
        return F.relu(self.norm3(self.conv3(x)))  # (N, 64, 3, 3)

    def forward(self, x):
        return F.log_softmax(self.fc(self.maps(x).flatten(1)), dim=1)


def check_training(net, images, labels, *_, batch_size=128, **__):
    """Raise ValueError unless there is one label per image, and no batch of one for batch norm."""
    check_examples(images, labels)
    if batch_size < 2 or len(labels) % batch_size == 1:
        raise ValueError(
            f"{len(labels)} images in batches of {batch_size} leave a batch of one, which has no "
            "variance for batch norm: choose another batch size"
        )


@after(check_training)
def train(net, images, labels, seed=0, epochs=2, batch_size=128, peak=1e-2, vary=None):
    """Train net with Adam and a learning rate that rises to its peak, then falls to nearly 0.

    vary(x, generator): what is done to each batch of images first, anew in each epoch.
    Raises ValueError when the training diverges.
    """
    net.train().to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), fused=True)
    generator = torch.Generator().manual_seed(seed)
    order = [torch.randperm(len(labels), generator=generator) for _ in range(epochs)]
    batches = [batch for epoch in order for batch in epoch.split(batch_size)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, peak, total_steps=len(batches))
    for batch in tqdm(batches, desc="training", leave=False, file=sys.stdout):
        x = vary(images[batch], generator) if vary else images[batch]
        optimizer.zero_grad()
        loss = F.nll_loss(net(x), labels[batch])
        loss.backward()
        optimizer.step()
        schedule.step()
    if not loss.isfinite():
        raise ValueError("the training diverged: choose a smaller peak of the learning rate")
    return net.eval()


@only_finite
def load_model(path):
    """The CNN whose weights training.save_model wrote to path, ready to predict; as there."""
    cure = "`make reader` writes the one that ships with the course anew."
    return read_weights(CNN(), path, "CNN of lesson 15", cure)
