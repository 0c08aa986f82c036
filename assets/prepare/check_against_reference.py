"""Holds the baked heights against a coarse reference DEM (ETOPO 2022, cells of about 20 km) and
prints the errors.

    /usr/bin/python3 check_against_reference.py etopo2022_14arcmin_25-110E_22-60N.tif [DATA_FOLDER]

Not part of the bake: the reference is not in any Debian package. Fails when the errors leave their
limits.
"""
import pathlib
import sys

import numpy as np
from osgeo import gdal

import grid_file

gdal.UseExceptions()
CASPIAN = (46.5, 55.0, 36.5, 47.3)


def cell_means(values, west, north, step, edges_x, edges_y):
    """Mean of the grid's samples in each cell of the reference, by summed areas; NaN beyond the
    grid."""
    total = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    total[1:, 1:] = np.cumsum(np.cumsum(values, axis=0, dtype=np.float64), axis=1)
    columns = np.rint((edges_x - west) / step + 0.5).astype(int)
    rows = np.rint((north - edges_y) / step + 0.5).astype(int)
    in_x, in_y = (columns >= 0) & (columns <= values.shape[1]), (rows >= 0) & (
        rows <= values.shape[0]
    )
    c, r = np.clip(columns, 0, values.shape[1]), np.clip(rows, 0, values.shape[0])
    sums = np.diff(np.diff(total[np.ix_(r, c)], axis=0), axis=1)
    counts = np.outer(np.diff(r), np.diff(c))
    valid = np.outer(in_y[:-1] & in_y[1:], in_x[:-1] & in_x[1:]) & (counts > 0)
    return np.where(valid, sums / np.maximum(counts, 1), np.nan)


def report(name, error, limit):
    rmse = float(np.sqrt(np.mean(error**2)))
    print(
        f"{name}: {error.size} cells, RMSE {rmse:.0f} m, bias {error.mean():.0f} m "
        f"(limit {limit} m)"
    )
    return rmse <= limit


def main():
    if len(sys.argv) < 2 or not pathlib.Path(sys.argv[1]).exists():
        print("skipped: no reference DEM given or found")
        return 0
    folder = (
        pathlib.Path(sys.argv[2])
        if len(sys.argv) > 2
        else pathlib.Path(__file__).resolve().parent.parent / "data"
    )
    source = gdal.Open(sys.argv[1])
    reference = source.ReadAsArray().astype(float)
    x0, dx, _, y0, _, dy = source.GetGeoTransform()
    edges_x, edges_y = x0 + dx * np.arange(source.RasterXSize + 1), y0 + dy * np.arange(
        source.RasterYSize + 1
    )
    x, y = np.meshgrid((edges_x[:-1] + edges_x[1:]) / 2, (edges_y[:-1] + edges_y[1:]) / 2)
    passed = []
    for name, limit in (("primary", 150), ("extended", 200)):
        values, west, north, step, unit, _ = grid_file.read(folder / f"heights_{name}.grid")
        shore, *_ = grid_file.read(folder / f"shore_{name}.grid")
        ours = cell_means(values * unit, west, north, step, edges_x, edges_y)
        land = cell_means((shore > 0).astype(float), west, north, step, edges_x, edges_y)
        passed.append(report(f"{name}, land", (ours - reference)[land == 1], limit))
        if name == "primary":
            w, e, s, n = CASPIAN
            sea = (land == 0) & (x > w) & (x < e) & (y > s) & (y < n)
            passed.append(report("Caspian", (ours - reference)[sea], 60))
            passed.append(report("Caspian north of 45 N", (ours - reference)[sea & (y > 45)], 5))
        else:
            passed.append(
                report("other seas", (ours - reference)[(land == 0) & (x < 46) & (y > 30)], 400)
            )
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
