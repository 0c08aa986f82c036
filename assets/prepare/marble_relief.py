"""Marble's relief (2 arc-minutes, 8-bit greys in JPEG tiles) turned into metres.

Knows the files of marble-qt-data; does not know shores or the Caspian. Greys mean heights by a
curve that nobody documents: it is derived here from the second data set of the package (srtm2,
metres at 16').
"""
import numpy as np
from PIL import Image
from scipy import ndimage

import deblock

FOLDER = "/usr/share/marble/data/maps/earth/"
TILE = 675  # pixels, of srtm and srtm2
PER_DEGREE = 30  # srtm level 3
TILE_ROWS = range(1, 4)  # 67.5 N .. 0
TILE_COLUMNS = range(8, 13)  # 0 .. 112.5 E
WEST, NORTH = 0.0, 67.5

# Deep water, where srtm2 has no heights: metres at greys in smooth seas, measured once against a
# public 5' sea floor. From 71 up, depressions of the land (Qattara, Turpan, Karagiye) calibrate; 70
# is the lowest grey of the floors of Turpan (-154 m) and Karagiye (-132 m), which srtm2's sparse
# samples miss.
SEA_KNOTS = {
    30: -4065,
    38: -3505,
    42: -3210,
    46: -2691,
    50: -2196,
    54: -1802,
    58: -1393,
    62: -992,
    66: -601,
    70: -145,
}


def _tile(row, column):
    return Image.open(f"{FOLDER}srtm/3/{row:06d}/{row:06d}_{column:06d}.jpg")


def load_greys():
    """Greys of the region as float32, freed of JPEG's blocks."""
    tiles = {(row, column): _tile(row, column) for row in range(8) for column in range(16)}
    step = np.array(tiles[2, 10].quantization[0], dtype=np.float32).reshape(8, 8)
    assert all(np.array_equal(step.ravel(), tile.quantization[0]) for tile in tiles.values())
    pixels = {
        place: np.asarray(tile.convert("L"), dtype=np.float32) for place, tile in tiles.items()
    }
    world = np.block([[pixels[row, column] for column in range(16)] for row in range(8)])
    matrices = deblock.learn(world, step)
    greys = np.empty((TILE * len(TILE_ROWS), TILE * len(TILE_COLUMNS)), dtype=np.float32)
    more = deblock.MARGIN + 5  # a tile is no whole number of blocks: JPEG repeated its edge
    for j, row in enumerate(TILE_ROWS):
        for i, column in enumerate(TILE_COLUMNS):
            levels = deblock.levels_of(
                np.pad(pixels[row, column], ((0, 5), (0, 5)), mode="edge"), step
            )
            y, x = TILE * row, TILE * column
            around = world.take(
                range(y - deblock.MARGIN, y + TILE + more), axis=0, mode="clip"
            ).take(range(x - deblock.MARGIN, x + TILE + more), axis=1, mode="wrap")
            tile = deblock.restore(around, levels, step, matrices)
            greys[TILE * j : TILE * (j + 1), TILE * i : TILE * (i + 1)] = tile[:TILE, :TILE]
    return greys


def load_samples():
    """srtm2: heights in metres at 16', from 90 N 180 W; NaN where it has none. Blue is the low
    byte."""
    halves = [
        np.asarray(Image.open(f"{FOLDER}srtm2/0/000000/000000_{i:06d}.png").convert("RGB"))
        for i in (0, 1)
    ]
    rgb = np.concatenate(halves, axis=1).astype(np.int32)
    raw = rgb[..., 1] * 256 + rgb[..., 2]
    metres = np.where(raw > 32768, raw - 65536, raw).astype(np.float64)
    metres[raw == 32768] = np.nan
    return metres


def isotonic(values, weights):
    """Weighted isotonic regression (pool adjacent violators), non-decreasing."""
    pools = []  # value, weight, members
    for value, weight in zip(values, weights):
        pools.append([value, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value_b, weight_b, members_b = pools.pop()
            value_a, weight_a, members_a = pools.pop()
            weight = weight_a + weight_b
            pools.append(
                [(value_a * weight_a + value_b * weight_b) / weight, weight, members_a + members_b]
            )
    return np.concatenate([np.full(members, value) for value, _, members in pools])


def calibrate(greys):
    """Metres at greys 0..255, non-decreasing: srtm2 on smooth land, the sea's knots below."""
    grey, metres = _calibration_pairs(greys)
    knots, medians, counts = [], [], []
    for centre in [72, 75, *range(77, 100), *range(100, 250, 2)]:
        half = 1.5 if centre < 77 else 0.5 if centre < 100 else 1.0 if centre < 215 else 2.0
        inside = metres[np.abs(grey - centre) < half]
        if len(inside) >= (2 if centre < 77 else 5):
            knots.append(centre)
            medians.append(np.median(inside))
            counts.append(len(inside))
    land = np.column_stack([knots, isotonic(medians, counts)])
    sea = np.array(sorted(SEA_KNOTS.items()), dtype=float)
    deep, high = (sea[1, 1] - sea[0, 1]) / (sea[1, 0] - sea[0, 0]), (land[-1, 1] - land[-9, 1]) / (
        land[-1, 0] - land[-9, 0]
    )
    lowest = [[0, sea[0, 1] - deep * sea[0, 0]]]
    highest = [[255, land[-1, 1] + high * (255 - land[-1, 0])]]
    knots = np.concatenate([lowest, sea, land, highest])
    table = np.interp(np.arange(256), knots[:, 0], knots[:, 1])
    # kinks would show as rings around mountains
    table[104:] = ndimage.gaussian_filter1d(table, 2.0)[104:]
    check_table(table)
    return table


def check_table(table):
    """The curve must rise everywhere and pass the known levels of flat land and water."""
    assert np.all(np.diff(table) >= 0), "the grey table must not fall"
    assert abs(table[87] + 28) < 2, f"grey 87 is the flat Caspian at -28 m, not {table[87]:.1f}"
    assert -6 < table[95] < 3 and 4000 < table[220] < 4600, "the grey table is off"


def _calibration_pairs(greys):
    """Greys and srtm2's metres where the land is smooth over 5x5 px.

    srtm2's rows run from 90 N, so the mosaic (67.5 N) starts three eighths into one; its samples
    lie about 2 px below and 3 px right of the corner of their 8x8 px (found by correlation).
    """
    first = (90 - NORTH) * 3.75
    top = int(np.ceil(first))
    rows = np.arange(round((top - first) * 8) + 1, greys.shape[0] - 3, 8)
    columns = np.arange(2, greys.shape[1] - 3, 8)
    left = round((180 + WEST) * 3.75)
    metres = load_samples()[top : top + len(rows), left : left + len(columns)]
    at = np.ix_(rows, columns)
    spread = ndimage.maximum_filter(greys, 5) - ndimage.minimum_filter(greys, 5)
    # 0 is its sea; between low positive and negative samples its bytes were interpolated into
    # nonsense
    keep = (
        np.isfinite(metres) & (metres != 0) & (metres > -450) & (metres < 8000) & (spread[at] < 8)
    )
    return ndimage.uniform_filter(greys, 3)[at][keep], metres[keep]


def to_metres(greys, table):
    return np.interp(greys, np.arange(256), table)


def sample_greys(greys, west, north, step, columns, rows):
    """Greys at a grid of points (first point west, north), by an interpolating cubic spline."""
    x = (west + step * np.arange(columns) - WEST) * PER_DEGREE - 0.5
    y = (NORTH - north + step * np.arange(rows)) * PER_DEGREE - 0.5
    margin = 12
    x0, y0 = int(x[0]) - margin, int(y[0]) - margin
    part = greys[y0 : int(y[-1]) + margin + 2, x0 : int(x[-1]) + margin + 2].astype(np.float64)
    coefficients = ndimage.spline_filter(part, 3)
    rows_first = _spline_rows(coefficients, y - y0)
    return _spline_rows(rows_first.T, x - x0).T


def _spline_rows(coefficients, at):
    """Cubic B-spline along axis 0 of prefiltered coefficients."""
    i = np.floor(at).astype(int)
    t = (at - i)[:, None]
    weights = (
        (1 - t) ** 3,
        3 * t**3 - 6 * t**2 + 4,
        -3 * t**3 + 3 * t**2 + 3 * t + 1,
        t**3,
    )
    return sum(w / 6 * coefficients[i + k - 1] for k, w in enumerate(weights))
