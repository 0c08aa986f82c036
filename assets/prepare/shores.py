"""Shores from GSHHG through GMT: masks, joined lines, and the signed distance to the nearest shore.

Seas are the ocean and the Caspian (a lake in GSHHG). All other lakes count as land, and GSHHG's
Aral Sea of 1960 is nobody's sea any more.
"""
import os
import subprocess
import tempfile

import netCDF4
import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import linemerge

OCEAN, LAND, LAKE, ISLAND, POND = 0, 1, 2, 3, 4
CASPIAN_POINT = (50.0, 42.0)
ARAL_POINT = (60.0, 45.0)
EARTH_RADIUS_M = 6371008.8


def gmt(*arguments):
    environment = dict(os.environ, GMT_SESSION_NAME=f"caspian_bake_{os.getpid()}", LC_ALL="C")
    return subprocess.run(
        ["gmt", *arguments], check=True, capture_output=True, text=True, env=environment
    ).stdout


def region(box):
    west, east, south, north = box
    return f"-R{west}/{east}/{south}/{north}"


def read_grid(path):
    """Values of a GMT grid, first row in the north."""
    with netCDF4.Dataset(path) as grid:
        values = np.array(grid.variables["z"][:])
        northings = grid.variables["lat" if "lat" in grid.variables else "y"]
        return values[::-1] if northings[1] > northings[0] else values


def load_mask(box, step_minutes, resolution):
    """GSHHG levels at the centres of the box's cells, first row in the north."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/mask.nc"
        gmt(
            "grdlandmask",
            region(box),
            f"-I{step_minutes * 60:g}s",
            "-r",
            f"-D{resolution}",
            "-A0/0/4",
            "-N0/1/2/3/4",
            f"-G{path}",
        )
        return read_grid(path).round().astype(np.int8)


def caspian_of(levels, box):
    """The connected lake cells that hold the middle of the Caspian, with Kara-Bogaz-Gol."""
    parts, _ = ndimage.label(levels == LAKE, structure=np.ones((3, 3)))
    west, east, south, north = box
    row = int((north - CASPIAN_POINT[1]) / (north - south) * levels.shape[0])
    column = int((CASPIAN_POINT[0] - west) / (east - west) * levels.shape[1])
    return parts == parts[row, column]


def load_lines(box, resolution, level):
    """Shore lines of one level, the pieces of GMT's bins joined: arrays of (lon, lat)."""
    text = gmt(
        "pscoast",
        region(box),
        f"-D{resolution}",
        f"-A0/{level}/{level}",
        f"-W{level}",
        "-M",
        "--FORMAT_FLOAT_OUT=%.6f",
    )
    pieces = []
    for block in text.split(">")[1:]:
        points = [tuple(map(float, row.split())) for row in block.split("\n")[1:] if row]
        if len(points) > 1 and any(p != points[0] for p in points):
            pieces.append(points)
    merged = linemerge(pieces)
    lines = [merged] if isinstance(merged, LineString) else list(merged.geoms)
    return sorted(
        (np.array(line.coords) for line in lines), key=lambda line: (-len(line), tuple(line[0]))
    )


def is_ring(line):
    return len(line) > 3 and bool(np.all(line[0] == line[-1]))


def encloses(line, point):
    """Whether a ring has the point inside."""
    return is_ring(line) and Polygon(line).buffer(0).contains(Point(point))


def split_caspian(lakes, islands):
    """(shore, its islands, other lakes, islands in those) of lines of levels 2 and 3; the Aral left
    out."""
    shore = [line for line in lakes if encloses(line, CASPIAN_POINT)]
    assert len(shore) == 1, "the Caspian must be one ring"
    aral = [line for line in lakes if encloses(line, ARAL_POINT)]
    sea, old = Polygon(shore[0]).buffer(0), [Polygon(line).buffer(0) for line in aral]
    inside = [line for line in islands if sea.contains(Point(line[0]))]
    rest = [
        line
        for line in islands
        if not sea.contains(Point(line[0])) and not any(a.contains(Point(line[0])) for a in old)
    ]
    kept = [line for line in lakes if line is not shore[0] and not any(line is a for a in aral)]
    return shore[0], inside, kept, rest


def _unit(lon_lat):
    lon, lat = np.radians(lon_lat[:, 0]), np.radians(lon_lat[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def densify(lines, spacing_m):
    """Points on the lines at most spacing_m apart."""
    parts = []
    for line in lines:
        scale = np.cos(np.radians(line[:-1, 1]))
        step = np.diff(line, axis=0)
        length = np.hypot(step[:, 0] * scale, step[:, 1]) * 111195.0
        counts = np.maximum(1, np.ceil(length / spacing_m)).astype(int)
        start = np.repeat(line[:-1], counts, axis=0)
        share = (
            np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        ) / np.repeat(counts, counts)
        parts += [start + np.repeat(step, counts, axis=0) * share[:, None], line[-1:]]
    return np.concatenate(parts)


def signed_distance(is_land, lines, longitudes, latitudes, reach_m, spacing_m):
    """Metres to the nearest shore at every grid point, positive on land, +-reach_m beyond it."""
    cell_m = abs(latitudes[1] - latitudes[0]) * 111195.0
    narrow = cell_m * np.cos(np.radians(np.abs(latitudes).max()))
    near = (
        ndimage.distance_transform_edt(is_land) + ndimage.distance_transform_edt(~is_land)
        <= reach_m / narrow + 3
    )
    rows, columns = np.nonzero(near)
    tree = cKDTree(_unit(densify(lines, spacing_m)))
    chord, _ = tree.query(
        _unit(np.column_stack([longitudes[columns], latitudes[rows]])),
        distance_upper_bound=reach_m / EARTH_RADIUS_M * 1.01,
    )
    metres = np.where(np.isfinite(chord), chord * EARTH_RADIUS_M, reach_m)
    out = np.full(is_land.shape, reach_m, dtype=np.float32)
    out[rows, columns] = np.minimum(metres, reach_m)
    return np.where(is_land, out, -out)
