"""The .grid container: a longitude/latitude grid in independent deflated bands, cheap to decode.

Little-endian. Knows no geography. Layout (also stated in engine/import/grid_file.h):
  8 bytes  "CSPGRID1"
  u32 kind (1 = int16, 2 = int8), u32 width, u32 height, u32 rows per band, u32 bands, u32 length of
  the text
  f64 west, north (first sample), step, metres per unit
  text: UTF-8 lines "key=value" (source, licence, datum, date, resolution, schematic)
  u32 x bands: compressed bytes of each band; u32 CRC-32 of everything before it
  bands: zlib streams. A sample is stored as the difference to its prediction (left + up - upper
  left; in a band's first row left; its first sample 0), wrapped; int16 as all low bytes of a band,
  then all high bytes.
"""
import struct
import zlib

import numpy as np

MAGIC = b"CSPGRID1"


def _residuals(band):
    wide = band.astype(np.int64)
    out = wide.copy()
    out[0, 1:] -= wide[0, :-1]
    out[1:, 0] -= wide[:-1, 0]
    out[1:, 1:] -= wide[1:, :-1] + wide[:-1, 1:] - wide[:-1, :-1]
    return out


def _encode(band):
    out = _residuals(band)
    if band.dtype == np.int8:
        return zlib.compress((out & 0xFF).astype(np.uint8).tobytes(), 9)
    # zigzag keeps the high bytes of small negative steps at zero
    folded = ((out << 1) ^ (out >> 63)) & 0x1FFFF
    assert folded.max() <= 0xFFFF, "a step between neighbours does not fit"
    low, high = (folded & 0xFF).astype(np.uint8), (folded >> 8).astype(np.uint8)
    return zlib.compress(low.tobytes() + high.tobytes(), 9)


def write(path, values, west, north, step, metres_per_unit, about, band_rows=100):
    kind = {np.dtype(np.int16): 1, np.dtype(np.int8): 2}[values.dtype]
    text = "\n".join(f"{key}={value}" for key, value in about.items()).encode("utf-8")
    bands = [_encode(values[row : row + band_rows]) for row in range(0, values.shape[0], band_rows)]
    head = MAGIC + struct.pack(
        "<6I", kind, values.shape[1], values.shape[0], band_rows, len(bands), len(text)
    )
    head += struct.pack("<4d", west, north, step, metres_per_unit) + text
    head += struct.pack(f"<{len(bands)}I", *map(len, bands))
    with open(path, "wb") as file:
        file.write(head + struct.pack("<I", zlib.crc32(head)) + b"".join(bands))


def read(path):
    """(values, west, north, step, metres per unit, about)"""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == MAGIC
    kind, width, height, band_rows, bands, text_length = struct.unpack_from("<6I", data, 8)
    west, north, step, unit = struct.unpack_from("<4d", data, 32)
    about = dict(
        line.split("=", 1) for line in data[64 : 64 + text_length].decode("utf-8").split("\n")
    )
    at = 64 + text_length
    sizes = struct.unpack_from(f"<{bands}I", data, at)
    at += 4 * bands
    assert zlib.crc32(data[:at]) == struct.unpack_from("<I", data, at)[0]
    at += 4
    rows = []
    for index, size in enumerate(sizes):
        n = min(band_rows, height - index * band_rows)
        raw = np.frombuffer(zlib.decompress(data[at : at + size]), dtype=np.uint8)
        at += size
        if kind == 2:
            out, dtype = raw.astype(np.int64).reshape(n, width), np.int8
        else:
            folded = raw[: n * width].astype(np.int64) | raw[n * width :].astype(np.int64) << 8
            out, dtype = ((folded >> 1) ^ -(folded & 1)).reshape(n, width), np.int16
        rows.append(np.cumsum(np.cumsum(out, axis=0), axis=1).astype(dtype))
    return np.concatenate(rows), west, north, step, unit, about
