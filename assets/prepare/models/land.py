"""Trains, the lorry, the pipeline's pulse and the port crane. `detail`: 2 = finest, 0 = coarsest.
Trains are short and a third broader than real ones, so that they can be told apart from afar."""
import math

from mesh import Mesh

DARK, STEEL, LIGHT, GLASS = 0x24282c, 0x6d757b, 0xd9dcdc, 0x1d2d3a
LOCO, LOCO_ROOF, LOCO_BAND = 0x2f6f9f, 0x9fb4c2, 0xf0c43a
CONTAINERS = (0xc8ccd0, 0x8f979d, 0xf0f2f3, 0xdfe2e4)
PLAIN = 0x55697a  # one box that keeps its own colour among those in the cargo's hue


def wheels(mesh, x0, x1, half, detail, radius=0.5):
    """Two bogies; wheels only where they can be seen."""
    mesh.box((x0 + 0.6, x1 - 0.6), (0.55, 1.15), (-half, half), DARK)
    if detail < 2:
        return
    for x in (x0 + 1.5, x0 + 3.2, x1 - 3.2, x1 - 1.5):
        for side in (-1, 1):
            mesh.cylinder((x, radius, side * half * 0.72), (x, radius, side * half * 0.95), radius, 6, STEEL)


def locomotive(mesh, x0, x1, detail):
    half = 2.1
    if detail == 0:
        mesh.box((x0, x1), (0.4, 5.0), (-half, half), LOCO, top=LOCO_ROOF)
        return
    wheels(mesh, x0, x1, half * 0.9, detail)
    # Chamfered ends make it look the same from afar and different from a wagon.
    nose = 1.4
    outline = lambda inset, cut: [(x1 - inset, -half + cut), (x0 + inset, -half + cut),
                                  (x0 + inset, half - cut), (x1 - inset, half - cut)]
    levels = [(1.1, outline(0, 0)), (2.5, outline(0, 0)), (2.9, outline(0.15, 0)), (4.5, outline(nose, 0.25)), (5.1, outline(nose + 0.5, 0.7))]
    mesh.shell(levels, (LOCO, LOCO_BAND, LOCO, LOCO_ROOF), LOCO_ROOF)
    for end in (x0, x1):
        inward = 1 if end == x0 else -1
        front = end + inward * (nose * 0.55 + 0.15) - inward * 0.12
        rear = front + inward * 0.62
        corners = [(front, 3.35, -1.5), (front, 3.35, 1.5), (rear, 4.3, 1.4), (rear, 4.3, -1.4)]
        mesh.face(corners if inward > 0 else corners[::-1], GLASS)
    if detail == 2:
        middle = (x0 + x1) / 2
        for x in (middle - 2.6, middle, middle + 2.6):
            mesh.box((x - 0.8, x + 0.8), (5.1, 5.5), (-1.0, 1.0), STEEL)
        for side in (-1, 1):
            z = side * (half + 0.02)
            corners = [(middle - 4, 3.2, z), (middle + 4, 3.2, z), (middle + 4, 4.0, z - side * 0.1), (middle - 4, 4.0, z - side * 0.1)]
            mesh.face(corners if side > 0 else corners[::-1], GLASS)


def couplings(mesh, ends, detail):
    if detail == 2:
        for x in ends:
            mesh.box((x - 0.7, x + 0.7), (0.9, 1.3), (-0.25, 0.25), DARK)


def container_wagon(mesh, x0, x1, number, detail):
    half = 2.05
    wheels(mesh, x0, x1, half * 0.9, detail)
    mesh.box((x0, x1), (1.15, 1.5), (-half, half), STEEL)
    middle = (x0 + x1) / 2
    parts = [(x0 + 0.25, middle - 0.12), (middle + 0.12, x1 - 0.25)] if number % 2 == 0 else [(x0 + 0.25, x1 - 0.25)]
    for i, (a, b) in enumerate(parts):
        plain = (number, i) == (0, 1)
        rgb = PLAIN if plain else CONTAINERS[(number + 2 * i) % len(CONTAINERS)]
        mesh.box((a, b), (1.5, 4.9), (-half, half), rgb, cargo=not plain)
        if detail == 2:  # ribs
            for k in range(1, 4):
                x = a + (b - a) * k / 4
                mesh.box((x - 0.12, x + 0.12), (1.6, 5.0), (-half - 0.06, half + 0.06), DARK)


def tank_wagon(mesh, x0, x1, detail):
    radius, sides = 1.95, (4, 8, 12)[detail]
    wheels(mesh, x0, x1, 1.8, detail)
    mesh.box((x0, x1), (1.15, 1.45), (-1.5, 1.5), STEEL)
    y, bulge = 1.4 + radius, 0.9
    mesh.cylinder((x0 + 0.3 + bulge, y, 0), (x1 - 0.3 - bulge, y, 0), radius, sides, 0xd0d4d6, cargo=True, caps=detail == 0)
    if detail > 0:
        mesh.cylinder((x0 + 0.3 + bulge, y, 0), (x0 + 0.3, y, 0), radius, sides, 0xaeb4b8, end_radius=radius * 0.55)
        mesh.cylinder((x1 - 0.3 - bulge, y, 0), (x1 - 0.3, y, 0), radius, sides, 0xaeb4b8, end_radius=radius * 0.55)
    middle = (x0 + x1) / 2
    if detail > 0:
        mesh.cylinder((middle, y + radius * 0.9, 0), (middle, y + radius + 0.55, 0), 0.75, 6, DARK)
    if detail == 2:
        for x in (middle - 3.2, middle + 3.2):
            mesh.cylinder((x - 0.15, y, 0), (x + 0.15, y, 0), radius + 0.08, sides, DARK, caps=False)
        mesh.box((x0 + 2, x1 - 2), (y + radius - 0.05, y + radius + 0.12), (-0.35, 0.35), LIGHT)


def train(detail, tanks):
    """A locomotive and three wagons, 54 m."""
    mesh = Mesh()
    locomotive(mesh, 12.6, 27.0, detail)
    wagons = [(-27.0, -14.3), (-13.7, -1.0), (-0.4, 12.0)]
    for number, (x0, x1) in enumerate(wagons):
        if tanks:
            tank_wagon(mesh, x0, x1, detail)
        else:
            container_wagon(mesh, x0, x1, number, detail)
    couplings(mesh, (-14.0, -0.7, 12.3), detail)
    return mesh


def container_train(detail):
    return train(detail, False)


def tank_train(detail):
    return train(detail, True)


def truck(detail):
    """Tractor and trailer, 16.5 m."""
    mesh = Mesh()
    cab, half = 0x3f78b5, 1.6
    if detail == 0:
        mesh.box((5.3, 8.2), (0.5, 3.7), (-half, half), cab, top=LIGHT)
        mesh.box((-8.2, 4.7), (0.9, 4.3), (-half, half), 0xd0d4d6, cargo=True)
        return mesh
    mesh.box((-8.0, 7.6), (0.75, 1.15), (-1.1, 1.1), DARK)
    mesh.box((-8.2, 4.7), (1.2, 4.3), (-half, half), 0xd0d4d6, cargo=True)
    mesh.shell([(0.6, cab_outline(8.25, 5.2, half)), (2.1, cab_outline(8.25, 5.2, half)), (3.4, cab_outline(7.6, 5.2, half - 0.1)),
                (3.9, cab_outline(6.9, 5.2, half - 0.25))], (cab, GLASS, cab), LIGHT)
    for x in (-6.9, -5.6, -4.3, 3.6, 6.7):
        for side in (-1, 1):
            mesh.cylinder((x, 0.58, side * 1.05), (x, 0.58, side * 1.55), 0.58, 6 if detail == 1 else 10, DARK)
    if detail == 2:
        for k in range(1, 6):
            x = -8.2 + 12.9 * k / 6
            mesh.box((x - 0.07, x + 0.07), (1.25, 4.36), (-half - 0.04, half + 0.04), STEEL)
        mesh.box((5.25, 5.6), (3.9, 4.4), (-1.2, 1.2), cab)
        for side in (-1, 1):
            mesh.box((7.5, 7.7), (2.2, 3.0), (side * 1.95 - 0.12, side * 1.95 + 0.12), DARK)
    return mesh


def cab_outline(front, rear, half):
    return [(front, -half), (rear, -half), (rear, half), (front, half)]


def pulse(detail):
    """A drop of what flows in the pipe, 40 m, with the collar of the pipe behind it."""
    mesh = Mesh()
    sides = (6, 10, 16)[detail]
    # Radii along the drop: round ahead, drawn out behind.
    rings = {0: (0, 0.6, 1.0), 1: (0, 0.3, 0.6, 0.85, 1.0), 2: (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 0.96, 1.0)}[detail]
    radius = lambda t: 4.6 * math.sqrt(max(0.0, t)) * math.sqrt(max(0.0, 1 - t ** 6)) if t < 1 else 0.0
    for a, b in zip(rings, rings[1:]):
        mesh.cylinder((-20 + 40 * a, 5.5, 0), (-20 + 40 * b, 5.5, 0), max(radius(a), 0.05), sides, 0xffffff, cargo=False,
                      end_radius=max(radius(b), 0.05), caps=False, emit=True)
    if detail > 0:
        for x in (-13.0, 8.0):
            mesh.cylinder((x - 0.9, 5.5, 0), (x + 0.9, 5.5, 0), radius((x + 20) / 40) + 0.9, sides, STEEL)
    return mesh


def port_crane(detail):
    """A ship-to-shore gantry; +x is towards the water, the quay's edge is at x = 12."""
    mesh = Mesh()
    frame, boom = 0xd2553a, 0xe8e4da
    leg = 1.1 if detail else 1.5
    for z in (-9, 9):
        for x in (-11, 11):
            mesh.box((x - leg, x + leg), (0, 38), (z - leg, z + leg), frame)
        mesh.box((-12, 12), (13, 15), (z - 0.8, z + 0.8), frame)
        mesh.box((-12.4, 12.4), (36.5, 39), (z - 0.9, z + 0.9), frame)
        if detail == 2:
            mesh.cylinder((-11, 15, z), (11, 36.5, z), 0.6, 4, frame)
            for x in (-11, 11):
                mesh.box((x - 2.6, x + 2.6), (0, 1.6), (z - 1.4, z + 1.4), DARK)
    for x in (-11, 11):
        mesh.box((x - 0.8, x + 0.8), (36.5, 38.5), (-9, 9), frame)
        if detail == 2:
            mesh.box((x - 0.7, x + 0.7), (13, 14.5), (-9, 9), frame)
    for z in (-3.4, 3.4):
        mesh.box((-24, 58), (38.5, 41.2), (z - 0.9, z + 0.9), boom, bottom=True)
    if detail > 0:
        for x in range(-22, 60, 10):
            mesh.box((x - 0.6, x + 0.6), (39, 40.4), (-3.4, 3.4), boom)
        for z in (-3.4, 3.4):  # mast and stays
            mesh.cylinder((8, 39, z * 1.6), (11, 58, z * 0.5), 0.8, 4, frame)
            mesh.cylinder((11, 57.5, z * 0.5), (50, 41, z), 0.35, 4, DARK, caps=False)
            mesh.cylinder((11, 57.5, z * 0.5), (-22, 41, z), 0.35, 4, DARK, caps=False)
        mesh.box((-22, -12), (41.2, 46), (-3.6, 3.6), 0xc9cdd0)
    mesh.box((33, 38), (35.5, 38.5), (-2.6, 2.6), 0xf0c43a, bottom=True)  # trolley
    if detail == 2:
        mesh.box((35.3, 35.7), (25, 35.5), (-0.2, 0.2), DARK)
        mesh.box((29.5, 41.5), (22.4, 25), (-1.3, 1.3), 0x9fb4c2, bottom=True)
    return mesh
