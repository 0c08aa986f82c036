"""Restores greys that JPEG damaged: a linear estimate of each 8x8 block from its 24x24
surroundings.

The estimator is learnt here, from the relief itself: the world's mosaic reduced three- to fivefold
has no JPEG damage left and looks like terrain (relief is much alike at all scales); damaged anew
with the same quantisation it gives pairs of damaged and true blocks, and least squares gives one
matrix for each kind of block (how many coefficients survived, and whether across or down). Against
independent heights of towns and summits it beats smoothing within the quantisation intervals, and
leaves no block edges. Knows nothing of heights or places.
"""
import numpy as np
from scipy import fft

MARGIN = 8  # pixels around a block that the estimate looks at
WINDOW = 8 + 2 * MARGIN
CLASSES = 18
REDUCTIONS = (3, 4, 5)
PER_CLASS = 2500  # blocks learnt from, per class and picture
LAND_GREY = 96


def to_blocks(pixels):
    """(rows, columns, 8, 8) of whole blocks."""
    height, width = pixels.shape[0] // 8, pixels.shape[1] // 8
    return pixels[: height * 8, : width * 8].reshape(height, 8, width, 8).transpose(0, 2, 1, 3)


def from_blocks(blocks):
    rows, columns = blocks.shape[:2]
    return blocks.transpose(0, 2, 1, 3).reshape(rows * 8, columns * 8)


def levels_of(pixels, step):
    """Quantised DCT coefficients of pixels, as JPEG stores them."""
    return np.rint(fft.dctn(to_blocks(pixels) - 128, axes=(2, 3), norm="ortho") / step)


def _damaged(truth, step):
    levels = levels_of(truth, step)
    pixels = from_blocks(fft.idctn(levels * step, axes=(2, 3), norm="ortho") + 128)
    return levels, np.clip(np.rint(pixels), 0, 255).astype(np.float32)


def _classes(levels, step):
    survived = levels != 0
    survived[..., 0, 0] = False
    busy = np.digitize(survived.sum((2, 3)), [1, 3, 6, 10, 16])
    size = np.abs(levels * step)
    across = size[..., 0, 1:4].sum(2) + size[..., 1, 2:4].sum(2)
    down = size[..., 1:4, 0].sum(2) + size[..., 2:4, 1].sum(2)
    return busy * 3 + np.where(across > 1.7 * down, 1, np.where(down > 1.7 * across, 2, 0))


def _windows(pixels):
    """The surroundings of every whole block."""
    padded = np.pad(pixels, MARGIN, mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, (WINDOW, WINDOW))[::8, ::8]


def _reduced(pixels, factor):
    height, width = pixels.shape[0] // factor, pixels.shape[1] // factor
    return (
        pixels[: height * factor, : width * factor]
        .reshape(height, factor, width, factor)
        .mean((1, 3))
    )


def _roughness(pixels):
    steps = np.diff(pixels, axis=1)[pixels[:, :-1] > LAND_GREY]
    return np.sqrt(np.mean(steps**2))


def _truths(world, random):
    """Reduced pictures in all eight orientations, their contrast that of the full picture, give or
    take a third."""
    target = _roughness(world)
    for factor in REDUCTIONS:
        small = _reduced(world, factor)
        contrast = target / _roughness(small)
        for orientation in range(8):
            picture = small.T if orientation & 4 else small
            picture = picture[::-1] if orientation & 1 else picture
            picture = picture[:, ::-1] if orientation & 2 else picture
            scale = contrast * np.exp(random.uniform(-0.35, 0.35))
            y, x = random.integers(0, 8, 2)
            yield np.clip(
                128 + (picture[y:, x:] - 128) * scale + random.uniform(10, 30), 0, 255
            ).astype(np.float32)


def learn(world, step):
    """One matrix per class: surroundings (less their mean) -> block (less the same mean)."""
    random = np.random.default_rng(20251021)
    size = WINDOW * WINDOW
    squares, products, counts = (
        np.zeros((CLASSES, size, size)),
        np.zeros((CLASSES, size, 64)),
        np.zeros(CLASSES),
    )
    for truth in _truths(world, random):
        levels, pixels = _damaged(truth, step)
        kinds, windows, blocks = _classes(levels, step), _windows(pixels), to_blocks(truth)
        is_land = blocks.mean((2, 3)) > LAND_GREY
        for kind in range(CLASSES):
            at = np.argwhere((kinds == kind) & is_land)
            if len(at) > PER_CLASS:
                at = at[random.choice(len(at), PER_CLASS, replace=False)]
            if len(at) == 0:
                continue
            seen = windows[at[:, 0], at[:, 1]].reshape(len(at), -1)
            mean = seen.mean(1, keepdims=True)
            seen, wanted = seen - mean, blocks[at[:, 0], at[:, 1]].reshape(len(at), -1) - mean
            squares[kind] += seen.T @ seen
            products[kind] += seen.T @ wanted
            counts[kind] += len(at)
    ridge = np.eye(size)
    return [
        np.linalg.solve(squares[kind] + ridge * (0.3 * counts[kind] + 50), products[kind]).astype(
            np.float32
        )
        for kind in range(CLASSES)
    ]


def restore(pixels, levels, step, matrices):
    """Estimate of a tile from its pixels with MARGIN pixels of its neighbours around; whole blocks
    only."""
    kinds = _classes(levels, step)
    windows = np.lib.stride_tricks.sliding_window_view(pixels, (WINDOW, WINDOW))[::8, ::8]
    out = np.empty(levels.shape, dtype=np.float32)
    for kind, matrix in enumerate(matrices):
        at = np.argwhere(kinds == kind)
        if len(at) == 0:
            continue
        seen = windows[at[:, 0], at[:, 1]].reshape(len(at), -1)
        mean = seen.mean(1, keepdims=True)
        out[at[:, 0], at[:, 1]] = ((seen - mean) @ matrix + mean).reshape(-1, 8, 8)
    return from_blocks(out)
