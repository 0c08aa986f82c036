"""Bakes assets/data/zones.vec: the outer limits that the Convention of 12 August 2018 would give,
as plain buffers of the Caspian coast of coast.vec (islands included): 15 nautical miles, and 25
(10 beyond). Constructed, not in force; not clipped to sectors; none in the gulf Kara-Bogaz-Gol.

    /usr/bin/python3 bake_zones.py

Distances are chords of the ellipsoid between a place and points every 40 m of the coast: at 46 km
a chord is 0.1 m short of the geodesic, and the points' spacing adds less than 0.01 m. The limit is
traced on a grid and every point then moved onto the exact distance; long or bent edges are halved
until their middles keep to it as well.
"""
import pathlib
import struct
import zlib

import numpy as np
from scipy.spatial import cKDTree

import vector_file

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
NAUTICAL_MILE_M = 1852.0
LIMITS_NM = (15, 25)
GRID_DEG = (0.006, 0.0045)
COAST_STEP_M = 40.0
LONGEST_EDGE_M, GREATEST_ERROR_M = 3000.0, 8.0
GULF = (52.95, 40.6, 54.9, 42.2)  # Kara-Bogaz-Gol: west, south, east, north
A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)


def features_of(path):
    """Features of the finest level of a .vec file: attributes, closed, points."""
    data = path.read_bytes()
    levels, text = struct.unpack_from("<II", data, 8)
    units = struct.unpack_from("<d", data, 16)[0]
    packed = struct.unpack_from("<III", data, 24 + text)[1]
    start = 24 + text + 20 * levels + 4
    raw, at = zlib.decompress(data[start : start + packed]), 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = raw[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def string():
        nonlocal at
        size = varint()
        at += size
        return raw[at - size : at].decode("utf-8")

    out = []
    for _ in range(varint()):
        string()
        attributes, count = string(), varint()
        x = y = 0
        points = []
        for _ in range(count >> 1):
            step = varint()
            x += (step >> 1) ^ -(step & 1)
            step = varint()
            y += (step >> 1) ^ -(step & 1)
            points.append((x / units, y / units))
        out.append((attributes, bool(count & 1), np.array(points)))
    return out


def earth(lonlat):
    lon, lat = np.radians(lonlat[..., 0]), np.radians(lonlat[..., 1])
    n = A / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    return np.stack(
        (n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (1 - E2) * np.sin(lat)),
        axis=-1,
    )


def densified(points, closed):
    if closed:
        points = np.vstack((points, points[:1]))
    steps = np.linalg.norm(np.diff(earth(points), axis=0), axis=1)
    out = []
    for a, b, step in zip(points[:-1], points[1:], steps):
        parts = max(1, int(np.ceil(step / COAST_STEP_M)))
        out.append(a + (b - a) * (np.arange(parts) / parts)[:, None])
    out.append(points[-1:])
    return np.vstack(out)


def inside(ring, places):
    """Even-odd, for many places."""
    x, y = places[:, 0], places[:, 1]
    result = np.zeros(len(places), bool)
    for (ax, ay), (bx, by) in zip(ring, np.roll(ring, -1, axis=0)):
        crosses = (ay > y) != (by > y)
        if crosses.any():
            result[crosses] ^= x[crosses] < (bx - ax) * (y[crosses] - ay) / (by - ay) + ax
    return result


class Coast:
    def __init__(self, features):
        caspian = [f for f in features if f[0].startswith("sea=caspian")]
        self.ring = next(points for attributes, _, points in caspian if "island" not in attributes)
        self.tree = cKDTree(
            earth(np.vstack([densified(points, closed) for _, closed, points in caspian]))
        )

    def distance_m(self, places):
        return self.tree.query(earth(places), workers=-1)[0]

    def moved(self, places, limit_m):
        """Onto the limit: along the line from the nearest coast, a few times, for the nearest
        place may change on the way."""
        result, left = places.copy(), np.arange(len(places))
        for _ in range(200):
            places = result[left]
            where = earth(places)
            distance, index = self.tree.query(where, workers=-1)
            far = np.abs(distance - limit_m) > 0.2
            if not far.any():
                break
            left, places, where = left[far], places[far], where[far]
            distance, index = distance[far], index[far]
            way = (where - self.tree.data[index]) / distance[:, None]
            step = (limit_m - distance)[:, None] * way
            lat = np.radians(places[:, 1])
            lon = np.radians(places[:, 0])
            east = np.stack((-np.sin(lon), np.cos(lon), 0 * lon), axis=1)
            north = np.stack(
                (-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)), axis=1
            )
            w = np.sqrt(1 - E2 * np.sin(lat) ** 2)
            places[:, 0] += np.degrees((step * east).sum(1) / (A / w * np.cos(lat)))
            places[:, 1] += np.degrees((step * north).sum(1) / (A * (1 - E2) / w**3))
            result[left] = places
        return result


def traced(values, lons, lats, level):
    """Contour lines of a grid by marching squares, as lists of (lon, lat)."""
    above = values > level
    segments = {}

    def crossing(j, i, dj, di):
        a, b = values[j, i], values[j + dj, i + di]
        t = (level - a) / (b - a)
        return (lons[i] + t * di * (lons[1] - lons[0]), lats[j] + t * dj * (lats[1] - lats[0]))

    places = {}
    code = (
        above[:-1, :-1] * 1 + above[:-1, 1:] * 2 + above[1:, 1:] * 4 + above[1:, :-1] * 8
    )
    # Pairs of edges joined per code; edge: 0 south, 1 east, 2 north, 3 west.
    pairs = {
        1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 2), (1, 0)), 6: ((0, 2),),
        7: ((3, 2),), 8: ((2, 3),), 9: ((2, 0),), 10: ((0, 3), (2, 1)), 11: ((2, 1),),
        12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
    }
    for j, i in zip(*np.nonzero((code > 0) & (code < 15))):
        edges = ((j, i, 0, 1), (j, i + 1, 1, 0), (j + 1, i, 0, 1), (j, i, 1, 0))
        for a, b in pairs[int(code[j, i])]:
            for edge in (edges[a], edges[b]):
                places.setdefault(edge, crossing(*edge))
                segments.setdefault(edge, [])
            segments[edges[a]].append(edges[b])
            segments[edges[b]].append(edges[a])
    lines = []
    left = set(segments)
    while left:
        start = min(left)
        line, before, here = [places[start]], None, start
        left.discard(start)
        while True:
            onward = [k for k in segments[here] if k != before and (k in left or k == start)]
            if not onward:
                break
            before, here = here, onward[0]
            line.append(places[here])
            if here == start:
                break
            left.discard(here)
        lines.append(np.array(line))
    return lines


def refined(coast, line, limit_m):
    line = coast.moved(line, limit_m)
    for _ in range(16):
        middles = (line[:-1] + line[1:]) / 2
        lengths = np.linalg.norm(np.diff(earth(line), axis=0), axis=1)
        errors = np.abs(coast.distance_m(middles) - limit_m)
        halve = ((errors > GREATEST_ERROR_M) & (lengths > 60)) | (lengths > LONGEST_EDGE_M)
        if not halve.any():
            break
        moved = coast.moved(middles[halve], limit_m)
        line = np.insert(line, np.nonzero(halve)[0] + 1, moved, axis=0)
    # Points that crowd together in corners say nothing.
    keep = [0]
    where = earth(line)
    for k in range(1, len(line)):
        if np.linalg.norm(where[k] - where[keep[-1]]) > 25 or k == len(line) - 1:
            keep.append(k)
    return cornered(coast, thinned(coast, line[keep], limit_m), limit_m)


def cornered(coast, line, limit_m):
    """Where an edge still cuts a narrow corner: the limit is looked for square to its middle."""
    for _ in range(3):
        middles = (line[:-1] + line[1:]) / 2
        errors = np.abs(coast.distance_m(middles) - limit_m)
        out = [line[0]]
        for k, middle in enumerate(middles):
            if errors[k] > 3 * GREATEST_ERROR_M:
                narrow = np.cos(np.radians(middle[1]))
                along = (line[k + 1] - line[k]) * (narrow, 1)
                square = np.array((-along[1] / narrow, along[0])) / np.linalg.norm(along)
                tries = middle + square * np.linspace(-0.01, 0.01, 4001)[:, None]
                on_limit = np.nonzero(np.abs(coast.distance_m(tries) - limit_m) < 2)[0]
                if len(on_limit):
                    out.append(tries[on_limit[np.argmin(np.abs(on_limit - 2000))]])
            out.append(line[k + 1])
        line = np.array(out)
    return line


def thinned(coast, line, limit_m):
    """Leaves out points without which the edge keeps within a third of the error allowed."""
    keep, at = [0], 0
    while at < len(line) - 1:
        best = at + 1
        for ahead in (2, 3, 4, 6, 8):
            if at + ahead >= len(line):
                break
            a, b = line[at], line[at + ahead]
            if np.linalg.norm(earth(b) - earth(a)) > LONGEST_EDGE_M:
                break
            along = a + (b - a) * np.linspace(0.1, 0.9, 9)[:, None]
            if np.abs(coast.distance_m(along) - limit_m).max() > GREATEST_ERROR_M:
                break
            best = at + ahead
        keep.append(best)
        at = best
    return line[keep]


def main():
    coast = Coast(features_of(DATA / "coast.vec"))
    west, south = coast.ring.min(axis=0)
    east, north = coast.ring.max(axis=0)
    lons = np.arange(west - 0.1, east + 0.1, GRID_DEG[0])
    lats = np.arange(south - 0.1, north + 0.1, GRID_DEG[1])
    places = np.stack(np.meshgrid(lons, lats), axis=-1).reshape(-1, 2)
    distance = coast.distance_m(places)
    is_gulf = (
        (places[:, 0] > GULF[0]) & (places[:, 1] > GULF[1])
        & (places[:, 0] < GULF[2]) & (places[:, 1] < GULF[3])
    )
    at_sea = inside(coast.ring, places) & ~is_gulf
    field = np.where(at_sea, distance, 0).reshape(len(lats), len(lons))
    features = []
    for limit in LIMITS_NM:
        limit_m = limit * NAUTICAL_MILE_M
        for line in traced(field, lons, lats, limit_m):
            if len(line) < 4:
                continue
            line = refined(coast, line, limit_m)
            middles = (line[:-1] + line[1:]) / 2
            error = np.abs(np.r_[coast.distance_m(line), coast.distance_m(middles)] - limit_m)
            length = np.linalg.norm(np.diff(earth(line), axis=0), axis=1).sum() / 1000
            print(f"{limit} nm: {len(line)} points, {length:.0f} km, off by {error.max():.0f} m")
            features.append(
                {"name": "", "attributes": f"limit_nm={limit}", "points": line.tolist()}
            )
    vector_file.write(
        DATA / "zones.vec",
        [(GREATEST_ERROR_M, features)],
        {
            "source": "constructed for this project: buffers of the coast of GSHHG 2.3.7",
            "licence": "LGPL-3+",
            "date": "shores of the 1980s-1990s",
            "datum": "WGS84",
            "note": "Convention on the legal status of the Caspian Sea, 12 August 2018; not known "
            "to be in force",
        },
    )


main()
