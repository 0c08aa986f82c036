"""Writes meshes as binary glTF 2.0: one node and one mesh per level of detail, finest first."""
import json
import struct

ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
FLOAT, UNSIGNED_BYTE, UNSIGNED_SHORT = 5126, 5121, 5123


def padded(data, filler):
    return data + filler * (-len(data) % 4)


def write_glb(path, name, levels):
    """levels: meshes, finest first; the same name and levels give the same bytes."""
    blob, views, accessors, meshes = b"", [], [], []

    def add(data, target, component, count, kind, extra):
        nonlocal blob
        views.append({"buffer": 0, "byteOffset": len(blob), "byteLength": len(data), "target": target})
        blob += padded(data, b"\0")
        accessors.append({"bufferView": len(views) - 1, "componentType": component, "count": count, "type": kind, **extra})
        return len(accessors) - 1

    for number, mesh in enumerate(levels):
        count = len(mesh.positions)
        box = {"min": [min(p[k] for p in mesh.positions) for k in range(3)],
               "max": [max(p[k] for p in mesh.positions) for k in range(3)]}
        flat = lambda rows: [value for row in rows for value in row]
        attributes = {
            "POSITION": add(struct.pack(f"<{3 * count}f", *flat(mesh.positions)), ARRAY_BUFFER, FLOAT, count, "VEC3", box),
            "NORMAL": add(struct.pack(f"<{3 * count}f", *flat(mesh.normals)), ARRAY_BUFFER, FLOAT, count, "VEC3", {}),
            "COLOR_0": add(struct.pack(f"<{4 * count}B", *flat(mesh.colours)), ARRAY_BUFFER, UNSIGNED_BYTE, count, "VEC4",
                           {"normalized": True}),
        }
        indices = add(struct.pack(f"<{len(mesh.indices)}H", *mesh.indices), ELEMENT_ARRAY_BUFFER, UNSIGNED_SHORT,
                      len(mesh.indices), "SCALAR", {})
        meshes.append({"name": f"{name} level {number}",
                       "primitives": [{"attributes": attributes, "indices": indices, "material": 0}]})
    document = {
        "asset": {"version": "2.0", "generator": "assets/prepare/models/make_models.py"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": f"level {i}", "mesh": i} for i in range(len(meshes))],
        "meshes": meshes,
        "materials": [{"name": "painted", "pbrMetallicRoughness": {"metallicFactor": 0, "roughnessFactor": 0.8}}],
        "buffers": [{"byteLength": len(blob)}],
        "bufferViews": views,
        "accessors": accessors,
    }
    text = padded(json.dumps(document, separators=(",", ":")).encode(), b" ")
    total = 12 + 8 + len(text) + 8 + len(blob)
    with open(path, "wb") as file:
        file.write(struct.pack("<4sII", b"glTF", 2, total))
        file.write(struct.pack("<I4s", len(text), b"JSON") + text)
        file.write(struct.pack("<I4s", len(blob), b"BIN\0") + blob)
