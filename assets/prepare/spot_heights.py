"""Known heights that the relief is held to: summits and lakes of spot_heights.csv, towns of
GeoNames.

2' of relief in JPEG greys lowers a summit by a quarter and fills valleys. Where a height is known
it is met. Around a summit the relief that is there is stretched, so that ridges rise and valleys
stay; a town moves the ground within a few kilometres, the reach of the relief's own errors
(residuals at towns 5 km apart are no longer alike).
"""
import csv
import pathlib
import struct

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

import shores

TABLE = pathlib.Path(__file__).with_name("spot_heights.csv")
TOWNS = "/usr/share/marble/data/placemarks/cityplacemarks.cache"  # GeoNames, CC-BY 4.0
KM_PER_DEGREE = 111.195
TOWN_TOLERANCE_M = 15.0  # within it the relief is left alone: no dots on plains
TOWN_OUTLIER_M = 650.0  # beyond it the town, not the relief, is misplaced
TOWN_REACH_CELLS = 2.0  # of 2'; in kilometres on the ground 7.4
SUMMIT_REACH_KM = 14.0
LAKE_BLEND_KM = 4.0
BASE_KM = 9.0  # width of the smoothing that makes the ground a summit stands on
LARGEST_STRETCH = 1.6  # what is still missing then is added as a bump
ROUNDS = 8


def load_table(kind):
    with open(TABLE, encoding="utf-8", newline="") as file:
        return [
            (float(row["lon"]), float(row["lat"]), float(row["height_m"]), row)
            for row in csv.DictReader(file)
            if row["kind"] == kind
        ]


def load_towns():
    """(lon, lat, height) of the towns that have a height. The file is a Qt data stream of
    places."""
    with open(TOWNS, "rb") as file:
        data = file.read()
    assert struct.unpack_from(">I", data)[0] == 0x31415926
    at, rows = 8, []

    def text():
        nonlocal at
        (size,) = struct.unpack_from(">I", data, at)
        at += 4 + (0 if size == 0xFFFFFFFF else size)

    while at < len(data):
        text()  # name
        lon, lat, height = struct.unpack_from(">3d", data, at)
        at += 24
        for _ in range(4):  # role, description, country, state
            text()
        at += 8 + 8 + 2 + 1  # area, population, time zone, daylight saving
        if height != 0:
            rows.append((np.degrees(lon), np.degrees(lat), height))
    return np.array(rows)


def sample(heights, column, row):
    """Catmull-Rom at fractional columns and rows, as the program samples."""

    def weights(t):
        return (
            t * (-0.5 + t * (1 - 0.5 * t)),
            1 + t * t * (-2.5 + 1.5 * t),
            t * (0.5 + t * (2 - 1.5 * t)),
            t * t * (-0.5 + 0.5 * t),
        )

    i, j = np.floor(column).astype(int), np.floor(row).astype(int)
    across, down, total = weights(column - i), weights(row - j), 0.0
    for b in range(4):
        for a in range(4):
            total = (
                total
                + down[b]
                * across[a]
                * heights[
                    np.clip(j + b - 1, 0, heights.shape[0] - 1),
                    np.clip(i + a - 1, 0, heights.shape[1] - 1),
                ]
            )
    return total


def _hold(grid, heights, lon, lat, target, reach_km):
    """Adds smooth bumps until the heights at the places are met."""
    column, row = _place(grid, lon, lat)
    windows = [_bump(grid, *place) for place in zip(lon, lat, reach_km)]
    crowd = np.zeros_like(heights)
    for window, bump in windows:
        crowd[window] += bump
    crowd = np.maximum(crowd, 1)
    for _ in range(ROUNDS):
        missing = target - sample(heights, column, row)
        change = np.zeros_like(heights)
        for (window, bump), metres in zip(windows, missing):
            change[window] += metres * bump
        heights += change / crowd
    return heights


def _bump(grid, lon, lat, reach_km):
    """(window, weights): Wendland's C2 function around a place, 1 in the middle, 0 from reach_km
    on."""
    rows = np.nonzero(np.abs(grid.latitudes - lat) * KM_PER_DEGREE < reach_km)[0]
    scale = KM_PER_DEGREE * np.cos(np.radians(lat))
    columns = np.nonzero(np.abs(grid.longitudes - lon) * scale < reach_km)[0]
    away = np.hypot(
        (grid.latitudes[rows, None] - lat) * KM_PER_DEGREE,
        (grid.longitudes[None, columns] - lon) * scale,
    )
    x = np.clip(away / reach_km, 0, 1)
    return np.ix_(rows, columns), (1 - x) ** 4 * (4 * x + 1)


def _place(grid, lon, lat):
    return (lon - grid.longitudes[0]) / grid.step, (grid.latitudes[0] - lat) / grid.step


def _stretch(grid, heights, summits):
    """Relief above its smoothed base, stretched around each summit as far as the summit asks
    for."""
    cell_km = grid.step * KM_PER_DEGREE
    base = ndimage.gaussian_filter(
        heights, (BASE_KM / cell_km, BASE_KM / cell_km / 0.77)
    )  # 0.77: cos 40 degrees
    here = sample(heights, *_place(grid, summits[:, 0], summits[:, 1]))
    ground = sample(base, *_place(grid, summits[:, 0], summits[:, 1]))
    more = np.clip((summits[:, 2] - here) / np.maximum(here - ground, 1), 0, LARGEST_STRETCH)
    stretch, crowd = np.zeros_like(heights), np.zeros_like(heights)
    for (lon, lat, _), amount in zip(summits, more):
        window, bump = _bump(grid, lon, lat, SUMMIT_REACH_KM)
        stretch[window] += amount * bump * bump
        crowd[window] += bump
    stretch /= np.maximum(crowd, 1)
    return heights + stretch * np.maximum(heights - base, 0)


def inside(grid, lon, lat):
    west, east, south, north = grid.box
    return (lon > west + 0.1) & (lon < east - 0.1) & (lat > south + 0.1) & (lat < north - 0.1)


def hold_to_spots(grid, heights):
    """Floors, then summits and towns together."""
    for lon, lat, height, row in load_table("floor"):
        window, _ = _bump(grid, lon, lat, float(row["radius_km"]))
        heights[window] = np.maximum(heights[window], height)
    own = np.array([spot[:3] for spot in load_table("town")])
    towns = np.concatenate([load_towns(), own])
    towns = towns[inside(grid, towns[:, 0], towns[:, 1])]
    missing = towns[:, 2] - sample(heights, *_place(grid, towns[:, 0], towns[:, 1]))
    used = (np.abs(missing) > TOWN_TOLERANCE_M) & (np.abs(missing) < TOWN_OUTLIER_M)
    towns, missing = towns[used], missing[used]
    goal = towns[:, 2] - np.sign(missing) * TOWN_TOLERANCE_M
    summits = np.array([spot[:3] for spot in load_table("summit")])
    summits = summits[inside(grid, summits[:, 0], summits[:, 1])]
    heights = _stretch(grid, heights, summits)
    cell_km = grid.step * KM_PER_DEGREE
    reach = np.concatenate(
        [
            np.full(len(towns), max(6.0, TOWN_REACH_CELLS * cell_km)),
            np.full(len(summits), max(8.0, 2.2 * cell_km)),
        ]
    )
    print(f"held to {len(summits)} summits and {len(towns)} of the towns")
    return _hold(
        grid,
        heights,
        np.concatenate([towns[:, 0], summits[:, 0]]),
        np.concatenate([towns[:, 1], summits[:, 1]]),
        np.concatenate([goal, summits[:, 2]]),
        reach,
    )


def level_lakes(grid, heights, lakes, islands):
    """Lakes of the table lie flat at their level; the land comes down to them over a few
    kilometres."""

    def cells(rings):
        image = Image.new("1", (grid.width, grid.height))
        draw = ImageDraw.Draw(image)
        for ring, fill in rings:
            columns, rows = (ring[:, 0] - grid.longitudes[0]) / grid.step, (
                grid.latitudes[0] - ring[:, 1]
            ) / grid.step
            draw.polygon(list(zip(columns.tolist(), rows.tolist())), fill=fill)
        return np.asarray(image)

    for lon, lat, level, row in load_table("lake"):
        if not inside(grid, np.array(lon), np.array(lat)):
            continue
        rings = [ring for ring in lakes if shores.encloses(ring, (lon, lat))]
        assert len(rings) == 1, f"{row['name']}: {len(rings)} shores around {lon} {lat}"
        own = [(ring, 0) for ring in islands if shores.encloses(rings[0], tuple(ring[0]))]
        water = cells([(rings[0], 1), *own])
        rows, columns = np.nonzero(water)
        window = (
            slice(max(0, rows.min() - 20), rows.max() + 20),
            slice(max(0, columns.min() - 20), columns.max() + 20),
        )
        away_km = ndimage.distance_transform_edt(~water[window]) * grid.step * KM_PER_DEGREE * 0.88
        t = np.clip(away_km / LAKE_BLEND_KM, 0, 1)
        heights[window] = level + (heights[window] - level) * t * t * (3 - 2 * t)
    return heights
