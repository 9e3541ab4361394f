"""Wrong answers to the exercises of lesson 09, as learners type them, and words of their hints."""

WRONG = {
    "statistics_of_batches": [
        (
            "right on paper",
            """
def statistics_of_batches(batches):
    n, total, squares = 0, 0, 0
    for batch in batches:
        n += len(batch)
        total = total + batch.sum(axis=0)
        squares = squares + (batch**2).sum(axis=0)
    mean = total / n
    std = np.sqrt(np.maximum(squares / n - mean**2, 0))
    return mean, np.where(std < 1e-6, 1, std)
""",
        ),
        (
            "float32 keeps only seven digits",
            """
def statistics_of_batches(batches):
    x = torch.tensor(np.concatenate(batches), dtype=torch.float32)
    std = x.std(dim=0, correction=0)
    std[std < 1e-6] = 1
    return x.mean(dim=0), std
""",
        ),
        (
            "Only the first result is returned",
            """
def statistics_of_batches(batches):
    return np.concatenate(batches).mean(axis=0)
""",
        ),
        (
            "right on paper",
            """
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    squares = sum((batch**2).sum(axis=0) for batch in batches) / n
    with np.errstate(all="ignore"):
        std = np.sqrt(squares - mean**2)
    return mean, np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "This is the median",
            """
def statistics_of_batches(batches):
    rows = np.concatenate(batches)
    std = rows.std(axis=0)
    return np.median(rows, axis=0), np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "mean absolute distances",
            """
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    std = sum(np.abs(batch - mean).sum(axis=0) for batch in batches) / n
    return mean, np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "the mean of the batches' means",
            """
def statistics_of_batches(batches):
    n = len(batches)
    mean = sum(batch.mean(axis=0) for batch in batches) / n
    std = sum(batch.std(axis=0) for batch in batches) / n
    return mean, std
""",
        ),
        (
            "the mean of the batches' means",
            """
def statistics_of_batches(batches):
    mean = np.mean([b.mean(0) for b in batches], axis=0)
    n = sum(len(b) for b in batches)
    std = np.sqrt(sum(((b - mean) ** 2).sum(0) for b in batches) / n)
    std[std < 1e-9] = 1
    return mean, std
""",
        ),
        (
            "divided by the number of batches",
            """
def statistics_of_batches(batches):
    n = len(batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    std = np.sqrt(sum(((batch - mean) ** 2).sum(axis=0) for batch in batches) / n)
    return mean, np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "This is the sum of all rows",
            """
def statistics_of_batches(batches):
    mean = sum(batch.sum(axis=0) for batch in batches)
    std = np.concatenate(batches).std(axis=0)
    return mean, std
""",
        ),
        (
            "a loop writes each batch over",
            """
def statistics_of_batches(batches):
    for batch in batches:
        mean = batch.mean(axis=0)
        std = batch.std(axis=0)
    return mean, std
""",
        ),
        (
            "the mean of the first batch only",
            """
def statistics_of_batches(batches):
    for batch in batches:
        mean = batch.mean(axis=0)
        std = batch.std(axis=0)
        return mean, std
""",
        ),
        (
            "one mean for all features",
            """
def statistics_of_batches(batches):
    rows = np.concatenate(batches)
    return rows.mean(), rows.std()
""",
        ),
        (
            "what lies inside the batches",
            """
def statistics_of_batches(batches):
    n = sum(len(b) for b in batches)
    mean = sum(b.sum(axis=0) for b in batches) / n
    std = np.sqrt(sum(len(b) * b.var(axis=0) for b in batches) / n)
    return mean, np.where(std == 0, 1, std)
""",
        ),
        (
            "each distance starts from its own batch's mean",
            """
def statistics_of_batches(batches):
    n = sum(len(b) for b in batches)
    mean = sum(b.sum(axis=0) for b in batches) / n
    std = np.sqrt(np.mean([b.var(axis=0) for b in batches], axis=0))
    return mean, np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "Roots can't be averaged",
            """
def statistics_of_batches(batches):
    n = sum(len(b) for b in batches)
    mean = sum(len(b) * b.mean(axis=0) for b in batches) / n
    std = sum(len(b) * b.std(axis=0) for b in batches) / n
    std[std == 0] = 1
    return mean, std
""",
        ),
        (
            "Roots can't",
            """
def statistics_of_batches(batches):
    mean = np.vstack(batches).mean(axis=0)
    std = np.mean([b.std(axis=0) for b in batches], axis=0)
    return mean, std
""",
        ),
        (
            "the std of the batches' means",
            """
def statistics_of_batches(batches):
    mean = np.vstack(batches).mean(axis=0)
    std = np.std([b.mean(axis=0) for b in batches], axis=0)
    return mean, np.where(std < 1e-8, 1, std)
""",
        ),
        (
            "divides by N - 1",
            """
def statistics_of_batches(batches):
    rows = torch.tensor(np.concatenate(batches))
    std = rows.std(dim=0)
    std[std < 1e-12] = 1
    return rows.mean(dim=0), std
""",
        ),
        (
            "This is the variance",
            """
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    std = sum(((batch - mean) ** 2).sum(axis=0) for batch in batches) / n
    std = np.where(std < 1e-12, 1, std)
    return mean, std
""",
        ),
        (
            "still has std 0",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches, axis=0)
    return x.mean(axis=0), x.std(axis=0)
""",
        ),
        (
            "A small number was added",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches, axis=0)
    return x.mean(axis=0), x.std(axis=0) + 1e-3
""",
        ),
        (
            "replaced by a tiny number",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches, axis=0)
    return x.mean(axis=0), np.maximum(x.std(axis=0), 1e-3)
""",
        ),
        (
            "Every std below 1",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches, axis=0)
    std = x.std(axis=0)
    std[std < 1] = 1
    return x.mean(axis=0), std
""",
        ),
        (
            "its computed std is about",
            """
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    std = np.sqrt(sum(((batch - mean) ** 2).sum(axis=0) for batch in batches) / n)
    std = np.where(std == 0, 1, std)
    return mean, std
""",
        ),
        (
            "the distances start from 0",
            """
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    std = np.sqrt(sum((batch ** 2).sum(axis=0) for batch in batches) / n)
    return mean, std
""",
        ),
        (
            "not divided by the number of rows",
            """
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    std = np.sqrt(sum(((batch - mean) ** 2).sum(axis=0) for batch in batches))
    return mean, np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "one std for all features",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches)
    std = np.full(x.shape[1], x.std())
    return x.mean(axis=0), std
""",
        ),
        (
            "the shape should be",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches)
    std = x.std(axis=0, keepdims=True)
    return x.mean(axis=0, keepdims=True), np.where(std < 1e-12, 1, std)
""",
        ),
    ],
    "batch_norm_forward": [
        (
            "The mean is taken of the whole batch",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean()) / np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "The mean runs along the rows",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "xhat has the wrong sign",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x.mean(axis=0) - x) / np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "a fixed 1e-5",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)
    return gamma * xhat + beta
""",
        ),
        (
            "added to the quotient",
            """
def batch_norm_forward(x, gamma, beta, eps):
    with np.errstate(all="ignore"):
        xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0)) + eps
    return gamma * xhat + beta
""",
        ),
        (
            "The root is taken of the std",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.std(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "the root of the mean square of x",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt((x**2).mean(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "The variance is taken of the whole batch",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var() + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "from its smallest to its largest",
            """
def batch_norm_forward(x, gamma, beta, eps):
    low, high = x.min(axis=0), x.max(axis=0)
    xhat = (x - low) / (high - low + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "that is layer norm",
            """
def batch_norm_forward(x, gamma, beta, eps):
    mu = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
""",
        ),
        (
            "one mean and one variance of the whole batch",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - np.mean(x)) / np.sqrt(np.var(x) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "The variance divides by N - 1 here",
            """
def batch_norm_forward(x, gamma, beta, eps):
    x = torch.tensor(x)
    xhat = (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0) + eps)
    return torch.tensor(gamma) * xhat + torch.tensor(beta)
""",
        ),
        (
            "eps stands outside",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / (x.std(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "Two things. The variance",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / (x.std(axis=0, ddof=1) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "eps is missing",
            """
def batch_norm_forward(x, gamma, beta, eps):
    with np.errstate(all="ignore"):
        xhat = (x - x.mean(axis=0)) / x.std(axis=0)
    return gamma * xhat + beta
""",
        ),
        (
            "divides by the variance",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / (x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "A wide feature has to become narrower",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) * np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "added up but not divided by N",
            """
def batch_norm_forward(x, gamma, beta, eps):
    mu = x.mean(axis=0)
    var = ((x - mu) ** 2).sum(axis=0)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
""",
        ),
        (
            "right so far. The scale gamma",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return xhat
""",
        ),
        (
            "The shift beta is missing",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat
""",
        ),
        (
            "The scale gamma is missing",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return xhat + beta
""",
        ),
        (
            "Here gamma multiplies beta",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma * (xhat + beta)
""",
        ),
        (
            "have changed places",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return beta * xhat + gamma
""",
        ),
        (
            "The mean is not subtracted",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = x / np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "nothing is divided by the std",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = x - x.mean(axis=0)
    return gamma * xhat + beta
""",
        ),
        (
            "Brackets",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = x - x.mean(axis=0) / np.sqrt(x.var(axis=0) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "could not be broadcast",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=1)) / np.sqrt(x.var(axis=1) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "it changes its arguments",
            """
def batch_norm_forward(x, gamma, beta, eps):
    x -= x.mean(axis=0)
    x /= np.sqrt(x.var(axis=0) + eps)
    return gamma * x + beta
""",
        ),
    ],
    "batch_norm_gradients": [
        (
            "only by half",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n, c, dxhat = len(dy), xhat * std, dy * gamma
    dvar = -0.5 * (dxhat * c).sum(axis=0) / std**3
    dmu = -(dxhat / std).sum(axis=0)
    dx = dxhat / std + dvar * c / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Way 2 is there twice",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n, c, dxhat = len(dy), xhat * std, dy * gamma
    dvar = -(dxhat * c).sum(axis=0) / std**3
    dmu = -(dxhat / std).sum(axis=0)
    dx = dxhat / std + dvar * 2 * c / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Way 2 lacks one division by std",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n, c, dxhat = len(dy), xhat * std, dy * gamma
    dvar = -0.5 * (dxhat * c).sum(axis=0) / std**2
    dmu = -(dxhat / std).sum(axis=0)
    dx = dxhat / std + dvar * 2 * c / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "to the power of -1.5",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n, c, dxhat = len(dy), xhat * std, dy * gamma
    dvar = -0.5 * (dxhat * c).sum(axis=0) * std**-1.5
    dmu = -(dxhat / std).sum(axis=0)
    dx = dxhat / std + dvar * 2 * c / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Only the first result is returned",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    return (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
""",
        ),
        (
            "gamma is there twice",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = gamma * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "put c = xhat * std first",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n = len(dy)
    dxhat = dy * gamma
    dvar = -0.5 * (dxhat * xhat).sum(axis=0) / std**3
    dmu = -(dxhat / std).sum(axis=0)
    dx = dxhat / std + dvar * 2 * xhat / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "here the two have changed places",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - dxhat * (xhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "treats mean and variance as constants",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = dxhat / std
    dgamma = (dy * xhat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    return dx, dgamma, dbeta
""",
        ),
        (
            "and gamma is missing too",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    return dy / std, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Way 2 is missing",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = gamma * dy
    dx = (dxhat - dxhat.mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Way 3 is missing",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = gamma * dy
    dx = (dxhat - xhat * np.mean(dxhat * xhat, axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "sums where the box has means",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.sum(axis=0) - xhat * (dxhat * xhat).sum(axis=0)) / std
    dgamma = (dy * xhat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    return dx, dgamma, dbeta
""",
        ),
        (
            "The second of the two is a sum",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dgamma = (dy * xhat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * gamma * dgamma) / std
    return dx, dgamma, dbeta
""",
        ),
        (
            "divide by N - 1",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n = len(dy) - 1
    dxhat = dy * gamma
    dx = (dxhat - dxhat.sum(axis=0) / n - xhat * (dxhat * xhat).sum(axis=0) / n) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "gamma is missing: the box holds dxhat",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dx = (dy - dy.mean(axis=0) - xhat * (dy * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Only the first term is multiplied by gamma",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dx = (gamma * dy - dy.mean(axis=0) - xhat * (dy * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "dy is divided by gamma",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy / gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "run along the rows",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    mean = dxhat.mean(axis=1, keepdims=True)
    along = (dxhat * xhat).mean(axis=1, keepdims=True)
    dx = (dxhat - mean - xhat * along) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "run over the whole array",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean() - xhat * (dxhat * xhat).mean()) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "division by std is missing",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "divided by std only in part",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "std is the root already",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std**2
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Both ways through the statistics are added",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat + dxhat.mean(axis=0) + xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "multiplied by each sample's own xhat",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "the mean of xhat is 0. Multiply first",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * dxhat.mean(axis=0) * xhat.mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "dgamma is a mean",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).mean(axis=0), dy.mean(axis=0)
""",
        ),
        (
            "dgamma holds gamma itself",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dxhat * xhat).sum(axis=0), dxhat.sum(axis=0)
""",
        ),
        (
            "dgamma and dbeta have changed places",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, dy.sum(axis=0), (dy * xhat).sum(axis=0)
""",
        ),
        (
            "dgamma is one number for all",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(), dy.sum()
""",
        ),
        (
            "dgamma is summed over the features",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=1), dy.sum(axis=1)
""",
        ),
        (
            "dbeta is a mean",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.mean(axis=0)
""",
        ),
        (
            "dbeta holds gamma",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dxhat.sum(axis=0)
""",
        ),
    ],
    "running_update": [
        (
            "The running mean was not updated",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = running_mean
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "3 is right for this column",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * ((x - x.mean(axis=0)) ** 2).sum(axis=0) / 3
    return new_mean, new_var
""",
        ),
        (
            "is there twice: ddof=1",
            """
def running_update(running_mean, running_var, x, momentum):
    n = len(x)
    mean, var = x.mean(axis=0), x.var(axis=0, ddof=1) * n / (n - 1)
    keep = 1 - momentum
    return keep * running_mean + momentum * mean, keep * running_var + momentum * var
""",
        ),
        (
            "always keeps 0.9",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = 0.9 * running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "Return new_mean, new_var",
            """
def running_update(running_mean, running_var, x, momentum):
    return running_mean + momentum * (x.mean(axis=0) - running_mean)
""",
        ),
        (
            "The two results have changed places",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return new_var, new_mean
""",
        ),
        (
            "9 + 3 = 12",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * (x.var(axis=0) + 3)
    return new_mean, new_var
""",
        ),
        (
            "momentum is missing before",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "always keeps 0.9",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = 0.9 * running_mean + momentum * x.mean(axis=0)
    new_var = 0.9 * running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "This is the median",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * np.median(x, axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "The shares have changed places",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    new_var = momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "explains 1.0 -> 1.8",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0)
    return new_mean, new_var
""",
        ),
        (
            "momentum is an argument",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = 0.9 * running_mean + 0.1 * x.mean(axis=0)
    new_var = 0.9 * running_var + 0.1 * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "The old number keeps all its weight",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = running_mean + momentum * x.mean(axis=0)
    new_var = running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "The old variance keeps all its weight",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = running_mean + momentum * (x.mean(axis=0) - running_mean)
    new_var = running_var + momentum * x.var(axis=0)
    return new_mean, new_var
""",
        ),
        (
            "the batch's mean alone",
            """
def running_update(running_mean, running_var, x, momentum):
    return x.mean(axis=0), x.var(axis=0, ddof=1)
""",
        ),
        (
            "It explains 0 -> 0.5, but not",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "look at the sign",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = running_mean - momentum * (x.mean(axis=0) - running_mean)
    new_var = running_var - momentum * (x.var(axis=0, ddof=1) - running_var)
    return new_mean, new_var
""",
        ),
        (
            "This mixes in the std",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.std(axis=0, ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "4/3 is right for a batch of four only",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0) * 4 / 3
    return new_mean, new_var
""",
        ),
        (
            "12 is what this one column gives",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * 12
    return new_mean, new_var
""",
        ),
        (
            "It should come out larger",
            """
def running_update(running_mean, running_var, x, momentum):
    n = len(x)
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0) * (n - 1) / n
    return new_mean, new_var
""",
        ),
        (
            "The squared distances are summed, 36",
            """
def running_update(running_mean, running_var, x, momentum):
    mu = x.mean(axis=0)
    new_mean = (1 - momentum) * running_mean + momentum * mu
    new_var = (1 - momentum) * running_var + momentum * ((x - mu) ** 2).sum(axis=0)
    return new_mean, new_var
""",
        ),
        (
            "The distances start from the running mean",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    var = ((x - running_mean) ** 2).sum(axis=0) / (len(x) - 1)
    new_var = (1 - momentum) * running_var + momentum * var
    return new_mean, new_var
""",
        ),
        (
            "The distances start from the new running mean",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    var = ((x - new_mean) ** 2).mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * var
    return new_mean, new_var
""",
        ),
        (
            "One mean for all features is taken",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean()
    new_var = (1 - momentum) * running_var + momentum * x.var(ddof=1)
    return new_mean, new_var
""",
        ),
        (
            "it changes its arguments",
            """
def running_update(running_mean, running_var, x, momentum):
    running_mean *= 1 - momentum
    running_mean += momentum * x.mean(axis=0)
    running_var *= 1 - momentum
    running_var += momentum * x.var(axis=0, ddof=1)
    return running_mean, running_var
""",
        ),
        (
            "the variance was not updated",
            """
def running_update(running_mean, running_var, x, momentum):
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    return new_mean, running_var
""",
        ),
    ],
    "fold_batch_norm": [
        (
            "Return W2, b2",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    return (gamma / np.sqrt(var + eps))[:, None] * W
""",
        ),
        (
            "The two results have changed places",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k * (b - mean) + beta, k[:, None] * W
""",
        ),
        (
            "or a fixed one stands there",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps=1e-5):
    k = gamma / np.sqrt(var + 1e-5)
    return k[:, None] * W, k * (b - mean) + beta
""",
        ),
        (
            "the difference is turned round",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, k * (mean - b) + beta
""",
        ),
        (
            "In b2 gamma is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    std = np.sqrt(var + eps)
    return (gamma / std)[:, None] * W, (b - mean) / std + beta
""",
        ),
        (
            "make it a column with k[:, None]",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k * W, k * (b - mean) + beta
""",
        ),
        (
            "W2 is W as it was",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    return W, gamma * (b - mean) / np.sqrt(var + eps) + beta
""",
        ),
        (
            "In W2 gamma is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    std = np.sqrt(var + eps)
    return W / std[:, None], (b - mean) / std + beta
""",
        ),
        (
            "the division by the std is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    return gamma[:, None] * W, gamma * (b - mean) + beta
""",
        ),
        (
            "W2 is divided by the variance",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / (var + eps)
    return k[:, None] * W, k * (b - mean) + beta
""",
        ),
        (
            "eps stands outside the root",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / (np.sqrt(var) + eps)
    return k.reshape(-1, 1) * W, k * (b - mean) + beta
""",
        ),
        (
            "eps is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var)
    return np.diag(k) @ W, k * (b - mean) + beta
""",
        ),
        (
            "The mean was subtracted from W",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * (W - mean[:, None]), k * b + beta
""",
        ),
        (
            "beta was added to W",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W + beta[:, None], k * (b - mean) + beta
""",
        ),
        (
            "multiplied by the std",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma * np.sqrt(var + eps)
    return k[:, None] * W, k * (b - mean) + beta
""",
        ),
        (
            "lies on its side",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return W.T * k, k * (b - mean) + beta
""",
        ),
        (
            "In b2 the old b is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, beta - k * mean
""",
        ),
        (
            "In b2 the mean is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, k * b + beta
""",
        ),
        (
            "In b2 the shift beta is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, k * (b - mean)
""",
        ),
        (
            "In b2 the old b is not scaled",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, b + beta - k * mean
""",
        ),
        (
            "neither b nor the mean is scaled",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, b - mean + beta
""",
        ),
        (
            "beta is scaled too",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, k * (b - mean + beta)
""",
        ),
        (
            "b2 is beta alone",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, beta
""",
        ),
        (
            "b2 is b as it was",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, b
""",
        ),
        (
            "the mean has the wrong sign",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, k * (b + mean) + beta
""",
        ),
    ],
    "invariances": [
        (
            "Layer norm and batch norm have changed places",
            "invariances = ((True, False, False, False), (True, True, True, False), "
            "(True, True, False, True))",
        ),
        (
            "Everything is turned round",
            "invariances = ((False, True, True, True), (False, False, True, False), "
            "(False, False, False, True))",
        ),
        (
            "as if it were a layer norm",
            "invariances = ((True, True, False, True), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "softmax, change 2",
            "invariances = ((True, True, False, False), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "softmax, change 1",
            "invariances = ((False, False, False, False), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "softmax, change 4",
            "invariances = ((True, False, False, True), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "layer norm, change 4",
            "invariances = ((True, False, False, False), (True, True, False, False), "
            "(True, True, False, False))",
        ),
        (
            "layer norm, change 3",
            "invariances = ((True, False, False, False), (True, True, True, True), "
            "(True, True, True, True))",
        ),
        (
            "batch norm, change 3",
            "invariances = ((True, False, False, False), (True, True, False, True), "
            "(True, True, False, False))",
        ),
        (
            "batch norm, change 4",
            "invariances = ((True, False, False, False), (True, True, False, True), "
            "(True, True, True, True))",
        ),
        (
            "in another form",
            "invariances = ((1, 0, 0, 0), (1, 1, 0, 1), (1, 1, 1, 0))",
        ),
        (
            "in another form",
            "invariances = np.array([[1, 0, 0, 0], [1, 1, 0, 1], [1, 1, 1, 0]], dtype=bool)",
        ),
        (
            "without quotes",
            "invariances = (('yes', 'no', 'no', 'no'), ('yes', 'yes', 'no', 'yes'), "
            "('yes', 'yes', 'yes', 'no'))",
        ),
    ],
    "rms_norm_backward": [
        (
            "changed places",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat, dxhat = x / r, dy * gamma
    dx = (dxhat - dxhat * (xhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "through r to itself",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat, dxhat = x / r, dy * gamma
    dx = dxhat / r - dxhat * xhat**2 / (x.shape[1] * r)
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "product of two means",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat, dxhat = x / r, dy * gamma
    dx = (dxhat - xhat * dxhat.mean(1, keepdims=True) * xhat.mean(1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "taken of dxhat alone",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat, dxhat = x / r, dy * gamma
    dx = (dxhat - xhat * dxhat.mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "the way through r is missing",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat, dxhat = x / r, dy * gamma
    dx = (dxhat - dxhat.mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "Return dx, dgamma",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat, dxhat = x / r, dy * gamma
    return (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
""",
        ),
        (
            "gamma was put into xhat",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = gamma * x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * x / r).sum(axis=0)
""",
        ),
        (
            "r and the mean are taken of the whole array",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean() + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean()) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "could not be broadcast",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "This treats r as a constant. Every number",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return dy * gamma / r, (dy * x / r).sum(axis=0)
""",
        ),
        (
            "and gamma is missing too",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return dy / r, (dy * x / r).sum(axis=0)
""",
        ),
        (
            "RMSNorm has no mean",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    mean = dxhat.mean(axis=1, keepdims=True)
    dx = (dxhat - mean - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "the backward pass of layer norm",
            """
def rms_norm_backward(dy, x, gamma, eps):
    t = torch.tensor(x, requires_grad=True)
    g = torch.tensor(gamma, requires_grad=True)
    F.layer_norm(t, t.shape[1:], g, eps=eps).backward(torch.tensor(dy))
    return t.grad, g.grad
""",
        ),
        (
            "r and the mean run down the columns",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=0) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=0)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "but the mean of dxhat * xhat runs down the columns",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=0)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "a sum where it needs a mean",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).sum(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "divided by N, the rows",
            """
def rms_norm_backward(dy, x, gamma, eps):
    N = len(x)
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).sum(axis=1, keepdims=True) / N) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "gamma is multiplied at the very end",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dx = gamma * (dy - xhat * (dy * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "Only the first term holds gamma",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dx = (gamma * dy - xhat * (dy * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "gamma is missing: start with",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dx = (dy - xhat * (dy * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "stands x, not xhat",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    dxhat = dy * gamma
    dx = (dxhat - x * (dxhat * x).mean(axis=1, keepdims=True)) / r
    return dx, (dy * x / r).sum(axis=0)
""",
        ),
        (
            "lacks one division by r",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    dxhat = dy * gamma
    dx = dxhat / r - x * (dxhat * x).mean(axis=1, keepdims=True) / r**2
    return dx, (dy * x / r).sum(axis=0)
""",
        ),
        (
            "The division by r is missing",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "The way through r is added",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat + xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "is there twice",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    dxhat = dy * gamma
    dr = -(dxhat * x / r**2).sum(axis=1, keepdims=True)
    dx = dxhat / r + dr * 2 * x / (x.shape[1] * r)
    return dx, (dy * x / r).sum(axis=0)
""",
        ),
        (
            "eps stands outside the root",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True)) + eps
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "eps is missing",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True))
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "root of the sum of squares",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).sum(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
        (
            "dgamma holds x",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * x).sum(axis=0)
""",
        ),
        (
            "dgamma holds gamma itself",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dxhat * xhat).sum(axis=0)
""",
        ),
        (
            "dgamma is summed over the features",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, (dy * xhat).sum(axis=1)
""",
        ),
        (
            "dgamma is not summed",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    return dx, dy * xhat
""",
        ),
    ],
}
