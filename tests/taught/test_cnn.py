"""Lesson 15's CNN and its training."""

import pytest
import torch

from course_utils import cnn, mnist
from course_utils.training import Net, load_model, predict, save_model


@pytest.fixture(scope="module")
def digits():
    images, labels = mnist.load_tensors("train")
    return images[:3_000], labels[:3_000]


def trained(digits, seed=0, kind=cnn.CNN, **options):
    torch.manual_seed(seed)
    return cnn.train(kind(), *digits, seed=seed, epochs=1, **options)


def hits(net, images, labels):
    with torch.no_grad():
        return (net(images).argmax(dim=1) == labels).float().mean().item()


def test_it_has_fewer_weights_than_the_mlp():
    assert sum(p.numel() for p in cnn.CNN().parameters()) == 29_434 < 59_210


def test_it_returns_log_probabilities_of_rows_and_of_images():
    net, x = cnn.CNN().eval(), torch.rand(3, 784)
    p = net(x).exp()
    assert p.shape == (3, 10)
    assert torch.allclose(p.sum(dim=1), torch.ones(3))
    assert torch.equal(net(x.reshape(3, 1, 28, 28)), net(x))


def test_predict_takes_it_as_it_takes_the_mlp():
    digit, p = predict(cnn.CNN(), torch.rand(28, 28))
    assert digit == p.argmax()
    assert p.shape == (10,)


def test_one_epoch_on_few_images_reads_unseen_ones(digits):
    net = trained(digits)
    assert not net.training
    images, labels = (part[3_000:5_000] for part in mnist.load_tensors("train"))
    assert hits(net, images, labels) > 0.9


def test_the_seed_decides_the_training(digits):
    few = tuple(part[:512] for part in digits)
    a, b, c = (trained(few, seed).fc.weight for seed in (0, 0, 1))
    assert torch.equal(a, b)
    assert not torch.equal(a, c)


def test_each_image_is_visited_once_per_epoch_and_varied_anew():
    images = torch.arange(300.0).reshape(-1, 1).expand(-1, 784) / 300
    seen = []

    def vary(x, generator):
        seen.append(x[:, 0])
        return x + torch.rand(1, generator=generator)

    cnn.train(Net(), images, torch.zeros(300, dtype=torch.long), epochs=2, vary=vary)
    assert [len(batch) for batch in seen] == [128, 128, 44] * 2
    first, second = torch.cat(seen[:3]), torch.cat(seen[3:])
    assert not torch.equal(first, second)
    for epoch in (first, second):
        assert torch.equal(epoch.sort().values, images[:, 0])


def test_what_does_not_fit_is_refused(digits):
    images, labels = digits
    with pytest.raises(ValueError, match="100 images and 50 labels"):
        cnn.train(cnn.CNN(), images[:100], labels[:50])
    with pytest.raises(ValueError, match="129 images in batches of 128 leave a batch of one"):
        cnn.train(cnn.CNN(), images[:129], labels[:129])
    with pytest.raises(ValueError, match="batches of 1 leave a batch of one"):
        cnn.train(cnn.CNN(), images, labels, batch_size=1)
    with pytest.raises(ValueError, match="diverged"):
        cnn.train(Net(), images[:512], labels[:512], epochs=1, peak=1e30)


def test_weights_are_saved_and_loaded_and_other_files_are_named(tmp_path):
    net, x = cnn.CNN().eval(), torch.rand(5, 784)
    path = tmp_path / "cnn.pt"
    save_model(net, path)
    assert torch.equal(cnn.load_model(path)(x), net(x))
    with pytest.raises(ValueError, match=r"cnn\.pt is damaged or not a 784-64-64-64-10"):
        load_model(path)
    save_model(Net(), path)
    with pytest.raises(ValueError, match=r"cnn\.pt is damaged or not a CNN of lesson 15"):
        cnn.load_model(path)
    with pytest.raises(FileNotFoundError):
        cnn.load_model(tmp_path / "none.pt")
