"""The .vec container: lines and rings at several generalisation levels, each level packed apart.

Little-endian. Knows no geography. Layout (also stated in engine/import/vector_asset.h):
  8 bytes "CSPVECT1"; u32 levels, u32 length of the text, f64 units per degree
  text: UTF-8 lines "key=value" (source, licence, date, ...)
  per level: u32 level, u32 packed bytes, u32 unpacked bytes, f64 tolerance in metres
  u32 CRC-32 of everything before it; then per level one zlib stream of
    varint features; per feature: varint length + UTF-8 name; the same of the attributes
    ("key=value;...");
    varint 2 * points + closed; per point zigzag varints of lon and lat in units, the first
    absolute,
    the others as steps. A closed feature does not repeat its first point.
"""
import struct
import zlib

MAGIC = b"CSPVECT1"
UNITS_PER_DEGREE = 100000


def _varint(out, value):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _signed(out, value):
    _varint(out, value << 1 if value >= 0 else (-value << 1) - 1)


def _pack(features):
    out = bytearray()
    _varint(out, len(features))
    for feature in features:
        for text in (feature["name"], feature["attributes"]):
            data = text.encode("utf-8")
            _varint(out, len(data))
            out += data
        units, last = [], None
        for lon, lat in feature["points"]:
            here = (round(lon * UNITS_PER_DEGREE), round(lat * UNITS_PER_DEGREE))
            if here != last:
                units.append(here)
            last = here
        closed = len(units) > 3 and units[0] == units[-1]
        if closed:
            units.pop()
        _varint(out, 2 * len(units) + closed)
        x, y = 0, 0
        for lon, lat in units:
            _signed(out, lon - x)
            _signed(out, lat - y)
            x, y = lon, lat
    return bytes(out)


def write(path, levels, about):
    """levels: [(tolerance_m, [{"name", "attributes", "points"}])], finest first. Rings repeat their
    first point."""
    text = "\n".join(f"{key}={value}" for key, value in about.items()).encode("utf-8")
    head = MAGIC + struct.pack("<2Id", len(levels), len(text), UNITS_PER_DEGREE) + text
    streams = []
    for number, (tolerance_m, features) in enumerate(levels):
        raw = _pack(features)
        streams.append(zlib.compress(raw, 9))
        head += struct.pack("<3Id", number, len(streams[-1]), len(raw), tolerance_m)
    with open(path, "wb") as file:
        file.write(head + struct.pack("<I", zlib.crc32(head)) + b"".join(streams))
