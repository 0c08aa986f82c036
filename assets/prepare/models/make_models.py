#!/usr/bin/env python3
"""Makes assets/models/*.glb. Python 3 and its standard library; the same bytes on every run.

    python3 assets/prepare/models/make_models.py [FOLDER]     (default: assets/models)
"""
import pathlib
import sys

sys.dont_write_bytecode = True

import glb
import land
import ships

MODELS = {
    "container_train": land.container_train,
    "tank_train": land.tank_train,
    "rail_ferry": ships.rail_ferry,
    "tanker": ships.tanker,
    "container_ship": ships.container_ship,
    "truck": land.truck,
    "pulse": land.pulse,
    "port_crane": land.port_crane,
}


def main():
    default = pathlib.Path(__file__).resolve().parents[2] / "models"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in MODELS.items():
        levels = [make(detail) for detail in (2, 1, 0)]
        glb.write_glb(folder / f"{name}.glb", name, levels)
        print(f"{name:16s} " + " ".join(f"{len(level.indices) // 3:5d}" for level in levels) + " triangles")


if __name__ == "__main__":
    main()
