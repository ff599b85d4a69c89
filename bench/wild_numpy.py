"""The wild bootstrap-t in NumPy: HC1, null imposed, Rademacher weights, 15 quarterly regressions of y on need.

usage: wild_numpy.py panel.csv B {plain|residuals|sums}
plain: the formulas as they stand, 2000 replicates at a time: outcomes, coefficients, residuals, standard errors.
residuals: the same tuned: signs from random bits, nothing fitted that the null takes out, in place, in the cache.
sums: the algebra that ours has too (Roodman, MacKinnon, Nielsen and Webb 2019): one product of the weights and 4
columns, and a quadratic form in what comes out.
No loop runs over replicates. Prints seconds for the bootstrap alone, and the p-value of each quarter.
"""
import sys
import time

import numpy as np

path, replicates, way = sys.argv[1], int(sys.argv[2]), sys.argv[3]
panel = np.loadtxt(path, delimiter=",", skiprows=1)
random = np.random.default_rng(1)


def chunks(count, at_once):
    """Slices of so many replicates, and their sizes."""
    return [(slice(a, min(count, a + at_once)), min(at_once, count - a)) for a in range(0, count, at_once)]


def plain(y, x, count):
    """The t statistic of the sample for a slope of 0, and those of the replicates."""
    n = len(y)
    design = np.column_stack([np.ones(n), x])
    project = np.linalg.solve(design.T @ design, design.T)

    def statistic(outcomes):
        coefficients = outcomes @ project.T
        residuals = outcomes - coefficients @ design.T
        return coefficients[:, 1] / np.sqrt(residuals**2 @ (project[1] ** 2 * n / (n - 2)))

    fitted = y.mean()
    draws = np.empty(count)
    for part, b in chunks(count, 2000):
        weights = random.integers(0, 2, (b, n)) * 2 - 1
        draws[part] = statistic(fitted + (y - fitted) * weights)
    return statistic(y[None, :])[0], draws


def signs(b, n):
    """b x n weights of -1 or 1, a random bit each."""
    bits = np.unpackbits(random.integers(0, 256, (b, (n + 7) // 8), dtype=np.uint8), axis=1, count=n)
    weights = bits.astype(float)
    weights *= 2
    weights -= 1
    return weights


def tuned(y, x, count):
    """The same on an orthonormal basis q of the design: residuals, or sums."""
    n = len(y)
    q = np.column_stack([np.full(n, n**-0.5), x - x.mean()])
    length = np.linalg.norm(q[:, 1])
    q[:, 1] /= length
    scale = q[:, 1] / length * (n / (n - 2)) ** 0.5
    free = y - q @ (q.T @ y)
    t = q[:, 1] @ y / length / np.linalg.norm(scale * free)
    null = y - y.mean()
    columns = np.column_stack([q * null[:, None], q * (scale**2 * null)[:, None]])
    quadratic = (q * scale[:, None] ** 2).T @ q
    square = (scale * null) @ (scale * null)
    project, squares = np.ascontiguousarray(q.T), scale**2
    draws = np.empty(count)
    for part, b in chunks(count, 64):
        resample = signs(b, n)
        if way == "residuals":
            resample *= null
            d = resample @ q
            resample -= d @ project
            resample *= resample
            variance = resample @ squares
        else:
            sums = resample @ columns
            d = sums[:, :2]
            variance = square + np.sum(d * (d @ quadratic - 2 * sums[:, 2:]), axis=1)
        draws[part] = d[:, 1] / length / np.sqrt(variance)
    return t, draws


began = time.perf_counter()
p_values = []
for quarter in range(1, 16):
    rows = panel[panel[:, 0] == quarter]
    t, draws = (plain if way == "plain" else tuned)(rows[:, 2], rows[:, 3], replicates)
    p_values.append(np.mean(np.abs(draws) >= abs(t)))
print(f"seconds {time.perf_counter() - began:.4f} p {' '.join(f'{p:.4f}' for p in p_values)}")
