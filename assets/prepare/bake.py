"""Bakes assets/data/*.grid: heights of land and sea floor, and signed distances to the shore, of
both boxes.

    /usr/bin/python3 bake.py [OUTPUT_FOLDER]

Packages: packages.txt. Deterministic; under two minutes. bake_vectors.py makes the lines and
polygons.
"""
import pathlib
import sys
import time

import numpy as np
from scipy import ndimage

import caspian_floor
import grid_file
import marble_relief
import shores
import spot_heights

PRIMARY = (40, 60, 35, 50)  # west, east, south, north; 30"
EXTENDED = (15, 112, 16, 60)  # 2'
CASPIAN_M = -28.0
SEA_TOP_M = -28.1  # the Caspian floor is at most this
LAND_MIN_M = -27.5  # land by the Caspian is at least this
CASPIAN_BASIN = (46.0, 55.5, 36.0, 48.0)
BLEND_M = 4000.0  # over which land comes down to the shore
SHELF_M = 6000.0  # over which other seas deepen from their shores
FLOOR_SMOOTHING_CELLS = 2.0  # of 2', for the floors of other seas
REACH_CELLS = {
    0.5: 6350.0,
    2.0: 31750.0,
}  # reach of the shore fields in metres: int8 of 50 and 250 m

LAND_SOURCE = (
    "SRTM30 relief through Marble (2', held to known heights of summits and of GeoNames' towns), "
    "shores GSHHG 2.3.7"
)
FLOOR_SOURCE = (
    "Caspian depths schematic: generalised depth curves of this project, "
    "not surveyed, not for navigation"
)
LICENCE = (
    "SRTM30 (NASA/JPL) public domain, package LGPL-2.1+; GeoNames CC-BY 4.0; "
    "GSHHG LGPL-3+; depth curves of this project"
)
DATUM = "metres above mean sea level (EGM96); Caspian surface -28 m, other seas 0 m"


class Grid:
    """Cell centres of a box at a step in minutes."""

    def __init__(self, box, minutes):
        west, east, south, north = box
        self.box, self.minutes, self.step = box, minutes, minutes / 60
        self.width, self.height = round((east - west) / self.step), round(
            (north - south) / self.step
        )
        self.longitudes = west + self.step * (np.arange(self.width) + 0.5)
        self.latitudes = north - self.step * (np.arange(self.height) + 0.5)

    def in_caspian_basin(self):
        west, east, south, north = CASPIAN_BASIN
        return np.outer(
            (self.latitudes > south) & (self.latitudes < north),
            (self.longitudes > west) & (self.longitudes < east),
        )


def load_shores(box, resolution):
    """(lines of the seas, lakes, islands in lakes)"""
    west, east, south, north = box
    wide = (west - 0.5, east + 0.5, south - 0.5, north + 0.5)
    ocean = shores.load_lines(wide, resolution, 1)
    shore, islands, lakes, lake_islands = shores.split_caspian(
        shores.load_lines(wide, resolution, 2), shores.load_lines(wide, resolution, 3)
    )
    return [shore, *islands, *ocean], lakes, lake_islands


def seas_of(grid, resolution):
    """(Caspian, ocean) cells of a grid."""
    levels = shores.load_mask(grid.box, grid.minutes, resolution)
    return shores.caspian_of(levels, grid.box), levels == shores.OCEAN


def smoothstep(x):
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def smooth_floor(grid, heights, ocean):
    """Sea floors of the relief, rid of the noise that a grey step of 100 m makes of them."""
    sigma = FLOOR_SMOOTHING_CELLS * 2.0 / grid.minutes
    weight = ndimage.gaussian_filter(ocean.astype(np.float32), sigma)
    return ndimage.gaussian_filter(
        np.where(ocean, heights, 0).astype(np.float32), sigma
    ) / np.maximum(weight, 1e-6)


def join(grid, land, depth, caspian, ocean, distance):
    """Heights in metres: land brought to the shore, floors kept under their water."""
    basin = grid.in_caspian_basin()
    level = np.where(basin, LAND_MIN_M, 0.5)
    near = np.abs(distance) < BLEND_M
    by_shore = basin & near
    land = np.where(by_shore, level + (land - level) * smoothstep(distance / BLEND_M), land)
    land = np.where(near, np.maximum(land, level), land)
    noise = basin & (land > -34) & (land < LAND_MIN_M)
    land = np.where(noise, LAND_MIN_M, land)
    floor = smooth_floor(grid, land, ocean) * smoothstep(-distance / SHELF_M)
    heights = np.where(ocean, np.minimum(floor, -0.5), land)
    return np.where(caspian, np.minimum(CASPIAN_M - depth, SEA_TOP_M), heights)


def quantised(heights, unit):
    """Whole units; where the source is coarse anyway (high land) in steps of a metre, which packs
    better."""
    fine = np.rint(heights / unit)
    coarse = np.rint(heights) / unit
    return np.where(np.abs(heights) > 300, coarse, fine).astype(np.int16)


def main():
    started = time.time()
    here = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "data"
    folder.mkdir(parents=True, exist_ok=True)

    greys = marble_relief.load_greys()
    table = marble_relief.calibrate(greys)

    primary, extended = Grid(PRIMARY, 0.5), Grid(EXTENDED, 2.0)
    depth = None
    for grid, resolution, name in ((primary, "f", "primary"), (extended, "h", "extended")):
        caspian, ocean = seas_of(grid, resolution)
        lines, lakes, islands = load_shores(grid.box, resolution)
        reach = REACH_CELLS[grid.minutes]
        distance = shores.signed_distance(
            ~(caspian | ocean),
            lines,
            grid.longitudes,
            grid.latitudes,
            reach,
            spacing_m=25 if name == "primary" else 200,
        )
        grey = marble_relief.sample_greys(
            greys, grid.longitudes[0], grid.latitudes[0], grid.step, grid.width, grid.height
        )
        land = spot_heights.hold_to_spots(grid, marble_relief.to_metres(grey, table))
        land = spot_heights.level_lakes(grid, land, lakes, islands)
        if depth is None:
            depth = caspian_floor.root_depth(caspian_floor.shore_cells(caspian, grid))
        floor = caspian_floor.depth_at(depth, grid.longitudes, grid.latitudes)
        heights = join(grid, land, floor, caspian, ocean, distance)
        about = {
            "source": LAND_SOURCE,
            "caspian_floor_source": FLOOR_SOURCE,
            "licence": LICENCE,
            "datum": DATUM,
            "date": "relief 2000, shore 1980s-1990s",
            "resolution": f"{grid.minutes:g}' samples of 2' relief",
            "schematic": "caspian_floor",
        }
        unit = 0.25 if name == "primary" else 0.5
        where = (grid.longitudes[0], grid.latitudes[0], grid.step)
        grid_file.write(
            folder / f"heights_{name}.grid", quantised(heights, unit), *where, unit, about
        )
        shore_about = {
            "source": f"GSHHG 2.3.7 ({resolution})",
            "licence": "LGPL-3+",
            "datum": "shore lines as drawn",
            "date": "1980s-1990s",
            "resolution": f"{grid.minutes:g}' samples of the distance",
            "schematic": "no",
        }
        values = np.rint(distance / (reach / 127)).astype(np.int8)
        values = np.where(values == 0, np.where(distance > 0, 1, -1), values).astype(np.int8)
        grid_file.write(folder / f"shore_{name}.grid", values, *where, reach / 127, shore_about)
        print(
            f"{name}: {grid.width} x {grid.height}, {heights.min():.1f} .. {heights.max():.1f} m, "
            f"{time.time() - started:.0f} s"
        )
    for path in sorted(folder.glob("*.grid")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
