"""Bakes assets/data/*.vec: coasts, lakes (GSHHG), land borders, countries and rivers (Natural Earth
3.0).

    apt-get download libmagics++-data
    /usr/bin/python3 bake_vectors.py [OUTPUT_FOLDER] [libmagics++-data_*.deb]

Packages: packages.txt. Deterministic; under a minute. bake.py makes the grids.
"""
import glob
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from osgeo import ogr
from shapely import wkb
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.ops import linemerge, polygonize, transform, unary_union
from shapely.prepared import prep
from shapely.strtree import STRtree

import shores
import vector_file

ogr.UseExceptions()
BOX = (15, 112, 16, 60)
WIDE = (14, 113, 15, 61)
TOLERANCES_M = (60, 800, 4000)
COUNTRY_TOLERANCE_M = 60
METRES_PER_DEGREE = 111195.0
NE_NAMES = (
    "admin_0_boundary_lines_land",
    "land",
    "populated_places_simple",
    "rivers_lake_centerlines",
)
GSHHG = {
    "source": "GSHHG 2.3.7",
    "licence": "LGPL-3+",
    "date": "shores of the 1980s-1990s",
    "datum": "WGS84",
    "resolution": "about 1:2,000,000",
}
NATURAL_EARTH = {
    "licence": "public domain",
    "date": "2014",
    "datum": "WGS84",
    "resolution": "1:10,000,000",
}
# Natural Earth 3.0 gives no two-letter code to these.
CODES = {
    "KOS": "XK",
    "CYN": "XN",
    "KAS": "",
    "CNM": "",
    "ESB": "GB",
    "WSB": "GB",
    "NER": "NE",
    "PSX": "PS",
}
RIVER_NAMES = {
    "Kr": "Kura",
    "Aras": "Araz",
    "Atrek (Atrak)": "Atrek",
    "Firat": "Euphrates",
    "Al Furat": "Euphrates",
    "Dicle": "Tigris",
    "Qezel Owzan": "Qizil Uzun",
    "Sefid": "Sefid Rud",
    "Talkeh": "Aji Chay",
    "Donets": "Siverskyi Donets",
}
LEASED = {"KAB": "KAZ"}  # Baikonur is Kazakhstan's, leased out
LAKE_NAMES = (
    (42.95, 38.6, "Lake Van"),
    (45.5, 37.7, "Lake Urmia"),
    (45.35, 40.35, "Lake Sevan"),
    (74.5, 46.4, "Lake Balkhash"),
    (77.3, 42.4, "Issyk-Kul"),
    (31.5, 60.8, "Lake Ladoga"),
    (107.7, 53.2, "Lake Baikal"),
    (81.0, 46.1, "Lake Alakol"),
    (87.1, 41.9, "Bosten Lake"),
    (100.2, 36.9, "Qinghai Lake"),
    (92.8, 50.35, "Uvs Nuur"),
    (104.0, 48.0, ""),
    (33.4, 38.75, "Lake Tuz"),
    (69.9, 50.4, "Lake Tengiz"),
    (84.0, 48.0, "Lake Zaysan"),
)


# Simplification happens in Mercator, which keeps shapes: a tolerance is in metres at 45 N.
def to_mercator(x, y, z=None):
    return np.asarray(x), np.degrees(np.arctanh(np.sin(np.radians(np.asarray(y)))))


def from_mercator(x, y, z=None):
    return np.asarray(x), np.degrees(np.arcsin(np.tanh(np.radians(np.asarray(y)))))


def simplified(geometry, tolerance_m):
    flat = transform(to_mercator, geometry)
    return transform(
        from_mercator, flat.simplify(tolerance_m / METRES_PER_DEGREE / np.cos(np.radians(45)))
    )


def size_km(line):
    """Diagonal of the bounding box."""
    west, south, east, north = line.bounds
    return (
        np.hypot((east - west) * np.cos(np.radians((south + north) / 2)), north - south)
        * METRES_PER_DEGREE
        / 1000
    )


def lines_of(geometry):
    if geometry.is_empty:
        return []
    if isinstance(geometry, LineString):
        return [geometry]
    return [part for part in getattr(geometry, "geoms", []) for part in lines_of(part)]


def levelled(features, smallest_km=(0.0, 4.0, 20.0), finest_m=None):
    """The three levels of [(name, attributes, LineString)]; closed lines under a size vanish from
    the coarse ones."""
    levels = []
    for tolerance, smallest in zip(TOLERANCES_M, smallest_km):
        rows = []
        for name, attributes, line in features:
            if line.is_ring and size_km(line) < smallest:
                continue
            this = (
                tolerance if tolerance > TOLERANCES_M[0] or not finest_m else finest_m(attributes)
            )
            points = list(simplified(line, this).coords)
            if len(points) > (3 if line.is_ring else 1):
                rows.append({"name": name, "attributes": attributes, "points": points})
        levels.append((tolerance, rows))
    return levels


def named(lake, name_at):
    area = Polygon(lake).buffer(0) if shores.is_ring(lake) else None
    return next(
        (name for lon, lat, name in name_at if area is not None and area.contains(Point(lon, lat))),
        "",
    )


def bake_shores(folder):
    lakes, islands = shores.load_lines(WIDE, "f", 2), shores.load_lines(WIDE, "f", 3)
    shore, own_islands, other_lakes, lake_islands = shores.split_caspian(lakes, islands)
    window = box(BOX[0], BOX[2], BOX[1], BOX[3])
    coast = [("Caspian Sea", "sea=caspian", shore)] + [
        ("", "sea=caspian;island=yes", line) for line in own_islands
    ]
    coast += [("", "sea=ocean", line) for line in shores.load_lines(WIDE, "f", 1)]
    cut = [
        (name, attributes, part)
        for name, attributes, line in coast
        for part in lines_of(linemerge_if_cut(LineString(line), window))
    ]
    inland = [
        part
        for part in cut
        if part[1].startswith("sea=caspian") or not part[2].is_ring or size_km(part[2]) > 1.5
    ]
    vector_file.write(
        folder / "coast.vec",
        levelled(inland, finest_m=lambda a: 60 if "caspian" in a else 200),
        dict(
            GSHHG,
            note="The Caspian at about -28 m; its northern shores have since moved by kilometres "
            "to tens of kilometres",
        ),
    )
    water = [(named(line, LAKE_NAMES), "", line) for line in other_lakes] + [
        ("", "island=yes", line) for line in lake_islands
    ]
    water = [
        (name, attributes, part)
        for name, attributes, line in water
        if size_km(LineString(line)) > 5
        for part in lines_of(linemerge_if_cut(LineString(line), window))
    ]
    vector_file.write(
        folder / "lakes.vec",
        levelled(water, (5, 15, 50), finest_m=lambda a: 200),
        dict(GSHHG, note="The Aral Sea of 1960 is left out; levels of the 1980s-1990s"),
    )


def linemerge_if_cut(line, window):
    """The line within the window; a ring that lies inside stays a ring."""
    if window.contains(line):
        return line
    inside = line.intersection(window)
    return linemerge(inside) if isinstance(inside, MultiLineString) else inside


def read_layer(folder, name, fields):
    source = ogr.Open(str(folder / f"ne_10m_{name}.shp"))
    layer = source.GetLayer(0)
    layer.SetSpatialFilterRect(WIDE[0], WIDE[2], WIDE[1], WIDE[3])
    rows = []
    for feature in layer:
        geometry = wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))
        rows.append(({field: feature.GetField(field) for field in fields}, geometry))
    return rows


def bake_borders(folder, borders):
    window = box(BOX[0], BOX[2], BOX[1], BOX[3])
    rows = []
    for fields, geometry in borders:
        if fields["adm0_a3_l"] in LEASED or fields["adm0_a3_r"] in LEASED:
            continue
        kind = fields["featurecla"].replace(" (verify)", "").replace(" (please verify)", "")
        attributes = f"type={kind};left={fields['adm0_a3_l']};right={fields['adm0_a3_r']}"
        rows += [("", attributes, line) for line in lines_of(geometry.intersection(window))]
    vector_file.write(
        folder / "borders.vec",
        levelled(rows),
        dict(NATURAL_EARTH, source="Natural Earth 3.0 (10m), de jure lines"),
    )


def bake_rivers(folder, rivers):
    window = box(BOX[0], BOX[2], BOX[1], BOX[3])
    rows = []
    for fields, geometry in rivers:
        name = " ".join((fields["name"] or "").split())
        name, rank = RIVER_NAMES.get(name, name), int(fields["scalerank"] or 9)
        for line in lines_of(geometry.intersection(window)):
            kind = "lake" if "Lake" in (fields["featurecla"] or "") else "river"
            rows.append((name, f"rank={rank};type={kind}", line))
    vector_file.write(
        folder / "rivers.vec",
        levelled(rows),
        dict(NATURAL_EARTH, source="Natural Earth 3.0 (10m) rivers and lake centre lines"),
    )


def stretched(line, by_deg=1e-5):
    """The line, longer by a metre at both ends: Natural Earth's borders stop a hair before the
    coast."""
    points = np.array(line.coords)
    ahead, behind = points[-1] - points[-2], points[0] - points[1]
    return LineString(
        [
            points[0] + behind / np.hypot(*behind) * by_deg,
            *points[1:-1],
            points[-1] + ahead / np.hypot(*ahead) * by_deg,
        ]
    )


def faces_of(borders, land):
    """Pieces of land cut by border lines; borders shared by neighbours stay shared after
    simplification."""
    window = box(WIDE[0], WIDE[2], WIDE[1], WIDE[3])
    edges = [stretched(line) for _, geometry in borders for line in lines_of(geometry)]
    coasts = [
        line for _, geometry in land for line in lines_of(geometry.intersection(window).boundary)
    ]
    network = linemerge(unary_union(edges + coasts))
    whole = prep(unary_union([geometry.intersection(window) for _, geometry in land]))
    # simplified lines may cross: cut them at crossings once more
    pieces = polygonize(
        unary_union([simplified(line, COUNTRY_TOLERANCE_M) for line in network.geoms])
    )
    return [
        piece for piece in pieces if whole.contains(piece.representative_point())
    ]  # not the Caspian


def vote_codes(faces, borders, places):
    """Three-letter country of each face: sides of border lines and towns have a say."""
    tree, votes = STRtree(faces), [{} for _ in faces]
    number = {id(face): (index, prep(face)) for index, face in enumerate(faces)}

    def say(lon, lat, code, weight):
        for face in tree.query(Point(lon, lat)):
            index, prepared = number[id(face)]
            if prepared.contains(Point(lon, lat)):
                votes[index][code] = votes[index].get(code, 0) + weight

    for fields, geometry in borders:
        for line in lines_of(geometry):
            points = np.array(line.coords)
            for a, b in list(zip(points, points[1:]))[::4]:
                along = (b - a) / (np.hypot(*(b - a)) or 1)
                left = np.array([-along[1], along[0]]) * 0.01
                middle = (a + b) / 2
                say(*(middle + left), fields["adm0_a3_l"], 1)
                say(*(middle - left), fields["adm0_a3_r"], 1)
    for fields, point in places:
        say(point.x, point.y, fields["adm0_a3"], 5)
    codes = [max(sorted(vote), key=vote.get) if vote else "" for vote in votes]
    return [LEASED.get(code, code) for code in codes]


def adopt_islands(faces, codes):
    """An island nobody spoke for belongs to the land that is clearly nearest, else to nobody."""
    code_of = {id(face): code for face, code in zip(faces, codes) if code}
    tree = STRtree([face for face in faces if id(face) in code_of])
    for index, face in enumerate(faces):
        if codes[index]:
            continue
        distances = {}
        for other in tree.query(face.buffer(2.0)):
            code, away = code_of[id(other)], face.distance(other)
            distances[code] = min(away, distances.get(code, 9))
        ranked = sorted((away, code) for code, away in distances.items())
        if ranked and (len(ranked) == 1 or ranked[1][0] > 3 * ranked[0][0] + 0.02):
            codes[index] = ranked[0][1]


def bake_countries(folder, borders, land, places):
    faces = faces_of(borders, land)
    codes = vote_codes(faces, borders, places)
    adopt_islands(faces, codes)
    iso = {
        fields["adm0_a3"]: fields["iso_a2"]
        for fields, _ in places
        if fields["iso_a2"] not in (None, "", "-99")
    }
    iso.update({code: letters for code, letters in CODES.items() if code not in iso})
    names = {fields["adm0_a3"]: fields["adm0name"] for fields, _ in places}
    window = box(BOX[0], BOX[2], BOX[1], BOX[3])
    rows = []
    for code in sorted(set(codes) - {""}):
        whole = unary_union([face for face, of in zip(faces, codes) if of == code]).intersection(
            window
        )
        attributes = f"iso={iso.get(code, '')};iso3={code}"
        for polygon in getattr(whole, "geoms", [whole]):
            if isinstance(polygon, Polygon) and not polygon.is_empty:
                rows += [
                    (names.get(code, code), attributes, LineString(ring.coords))
                    for ring in (polygon.exterior, *polygon.interiors)
                ]
    points = [{"name": n, "attributes": a, "points": list(line.coords)} for n, a, line in rows]
    vector_file.write(
        folder / "countries.vec",
        [(COUNTRY_TOLERANCE_M, points)],
        dict(
            NATURAL_EARTH,
            source="Natural Earth 3.0 (10m), polygons made of its border lines and coasts",
            note="A place is in a country when it is inside an odd number of the country's rings",
        ),
    )
    unknown = sum(face.area for face, code in zip(faces, codes) if not code)
    print(
        f"countries: {len(set(codes))}, faces {len(faces)}, "
        f"without owner {codes.count('')} ({unknown:.2f} square degrees)"
    )


def main():
    here = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "data"
    package = sys.argv[2] if len(sys.argv) > 2 else sorted(glob.glob("libmagics++-data_*.deb"))[0]
    bake_shores(folder)
    with tempfile.TemporaryDirectory() as natural_earth:
        archive = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", package], check=True, capture_output=True
        ).stdout
        wanted = [f"*/10m/ne_10m_{name}.*" for name in NE_NAMES]
        subprocess.run(
            ["tar", "x", "-C", natural_earth, "--strip-components=5", "--wildcards", *wanted],
            check=True,
            input=archive,
        )
        source = pathlib.Path(natural_earth)
        borders = read_layer(source, NE_NAMES[0], ["featurecla", "adm0_a3_l", "adm0_a3_r"])
        bake_borders(folder, borders)
        bake_countries(
            folder,
            borders,
            read_layer(source, "land", []),
            read_layer(source, NE_NAMES[2], ["adm0_a3", "iso_a2", "adm0name"]),
        )
        bake_rivers(folder, read_layer(source, NE_NAMES[3], ["name", "scalerank", "featurecla"]))
    for path in sorted(folder.glob("*.vec")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
