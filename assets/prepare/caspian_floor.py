"""The schematic floor of the Caspian: a spline through hand-drawn depth curves, held at zero on the
shore.

Interpolates the square root of depth, which keeps the wide shelf from overshooting at the coast.
"""
import csv
import pathlib
import tempfile

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

import shores

BOX = (46, 56, 36, 48)
TABLE = pathlib.Path(__file__).with_name("caspian_depths.csv")


def load_curves():
    """[(depth_m, is_ring, points)] in the table's order; rows that follow each other with one note
    are one curve."""
    curves, key = [], None
    with open(TABLE, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            depth, note = float(row["depth_m"]), row["note"]
            if (depth, note) != key or not note.startswith(("line:", "ring:")):
                curves.append((depth, note.startswith("ring:"), []))
                key = (depth, note)
            curves[-1][2].append((float(row["lon"]), float(row["lat"])))
    return curves


def curve_points(points, ring, spacing_deg=1 / 90):
    """Points on the uniform cubic B-spline that has these for control points."""
    control = np.array(points)
    if len(control) < 3:
        return control if len(control) == 1 else np.linspace(control[0], control[1], 50)
    if ring:
        control = np.concatenate([control[-1:], control, control[:2]])
    else:  # mirrored ends make the curve start and stop at its end points
        control = np.concatenate(
            [[2 * control[0] - control[1]], control, [2 * control[-1] - control[-2]]]
        )
    parts = []
    for a, b, c, d in zip(control, control[1:], control[2:], control[3:]):
        n = max(2, int(np.hypot(*(c - b)) / spacing_deg) + 1)
        t = np.arange(n)[:, None] / n
        parts.append(
            (
                (1 - t) ** 3 * a
                + (3 * t**3 - 6 * t**2 + 4) * b
                + (-3 * t**3 + 3 * t**2 + 3 * t + 1) * c
                + t**3 * d
            )
            / 6
        )
    return np.concatenate(parts)


def root_depth(shore_points):
    """Square root of depth on a 1' grid of BOX (first row north, nodes on the box's edges)."""
    rows = [np.column_stack([shore_points, np.zeros(len(shore_points))])]
    tree = cKDTree(shore_points * [0.75, 1])
    for depth, ring, points in load_curves():
        curve = curve_points(points, ring)
        far = tree.query(curve * [0.75, 1])[0] > 2 / 60
        rows.append(np.column_stack([curve[far], np.full(far.sum(), np.sqrt(depth))]))
    where = "-R{}/{}/{}/{}".format(*BOX)
    with tempfile.TemporaryDirectory() as folder:
        np.savetxt(f"{folder}/points.txt", np.concatenate(rows), fmt="%.6f")
        with open(f"{folder}/means.txt", "w", encoding="utf-8") as file:
            file.write(shores.gmt("blockmean", where, "-I1m", f"{folder}/points.txt"))
        shores.gmt(
            "surface",
            where,
            "-I1m",
            "-T0.35",
            "-Ll0",
            "-Lu33",
            f"{folder}/means.txt",
            f"-G{folder}/z.nc",
        )
        return shores.read_grid(f"{folder}/z.nc").astype(np.float64)


def depth_at(z, longitudes, latitudes):
    """Depth in metres below the surface at a grid of places, 0 outside BOX."""
    west, _, _, north = BOX
    rows = (north - latitudes) * 60
    columns = (longitudes - west) * 60
    grid = np.meshgrid(rows, columns, indexing="ij")
    sampled = ndimage.map_coordinates(z, grid, order=3, mode="nearest")
    inside = (
        (grid[0] >= 0) & (grid[0] <= z.shape[0] - 1) & (grid[1] >= 0) & (grid[1] <= z.shape[1] - 1)
    )
    return np.where(inside, np.maximum(sampled, 0) ** 2, 0)


def shore_cells(caspian, grid):
    """Centres of the sea's edge cells, (lon, lat): the points of depth zero."""
    rows, columns = np.nonzero(caspian & ~ndimage.binary_erosion(caspian))
    return np.column_stack([grid.longitudes[columns], grid.latitudes[rows]])
