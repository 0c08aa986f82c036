"""Flat-shaded meshes from plain parts: boxes, cylinders, hulls. Metres; +x ahead, +y up, +z to the right."""
import math


def colour(rgb):
    """0xrrggbb -> (r, g, b)."""
    return (rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)


class Mesh:
    """Triangles with a normal and a colour per face. Cargo parts take the hue of what is carried."""

    def __init__(self):
        self.positions, self.normals, self.colours, self.indices = [], [], [], []

    def face(self, corners, rgb, cargo=False, emit=False):
        """A flat convex polygon, corners anticlockwise as seen from outside."""
        normal = newell(corners)
        if normal is None:
            return
        first = len(self.positions)
        for corner in corners:
            self.positions.append(tuple(round(value, 3) + 0.0 for value in corner))
            self.normals.append(tuple(round(value, 4) + 0.0 for value in normal))
            # Alpha: 255 = own colour, 0 = the cargo's hue, 128 = shines.
            self.colours.append(colour(rgb) + (0 if cargo else 128 if emit else 255,))
        for i in range(1, len(corners) - 1):
            self.indices += [first, first + i, first + i + 1]

    def box(self, x, y, z, rgb, cargo=False, bottom=False, top=None):
        """x, y, z: (from, to). `top`: another colour for the upper side."""
        (x0, x1), (y0, y1), (z0, z1) = x, y, z
        self.face([(x1, y0, z1), (x1, y0, z0), (x1, y1, z0), (x1, y1, z1)], rgb, cargo)
        self.face([(x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0)], rgb, cargo)
        self.face([(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], rgb, cargo)
        self.face([(x1, y0, z0), (x0, y0, z0), (x0, y1, z0), (x1, y1, z0)], rgb, cargo)
        self.face([(x0, y1, z1), (x1, y1, z1), (x1, y1, z0), (x0, y1, z0)], top if top is not None else rgb, cargo)
        if bottom:
            self.face([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)], rgb, cargo)

    def cylinder(self, start, end, radius, sides, rgb, cargo=False, end_radius=None, caps=True, emit=False):
        """A round bar between two places; a cone where the radii differ."""
        ahead = unit(minus(end, start))
        side = unit(cross(ahead, (0, 1, 0) if abs(ahead[1]) < 0.9 else (1, 0, 0)))
        over = cross(side, ahead)
        end_radius = radius if end_radius is None else end_radius

        def ring(centre, r):
            turns = [2 * math.pi * (i + 0.5) / sides for i in range(sides)]
            return [tuple(centre[k] + r * (math.cos(t) * side[k] + math.sin(t) * over[k]) for k in range(3)) for t in turns]

        a, b = ring(start, radius), ring(end, end_radius)
        for i in range(sides):
            j = (i + 1) % sides
            self.face([a[j], a[i], b[i], b[j]], rgb, cargo, emit)
        if caps:
            self.face(a, rgb, cargo, emit)
            self.face(b[::-1], rgb, cargo, emit)

    def shell(self, levels, rgbs, deck_rgb=None, deck_cargo=False):
        """Sides between outlines at rising heights. levels: (y, [(x, z)...]) with as many places each,
        anticlockwise as seen from above (bow, port side, stern, starboard side)."""
        for (low, high), rgb in zip(zip(levels, levels[1:]), rgbs):
            count = len(low[1])
            for i in range(count):
                j = (i + 1) % count
                self.face([place(low, i), place(low, j), place(high, j), place(high, i)], rgb)
        if deck_rgb is not None:
            self.fan(levels[-1], deck_rgb, deck_cargo)

    def fan(self, level, rgb, cargo=False):
        self.face([place(level, i) for i in range(len(level[1]))], rgb, cargo)


def place(level, i):
    x, z = level[1][i]
    return (x, level[0], z)


def minus(a, b):
    return tuple(p - q for p, q in zip(a, b))


def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a):
    length = math.sqrt(sum(value * value for value in a))
    return tuple(value / length for value in a)


def newell(corners):
    """Normal of a polygon (Newell's sums); None when it has no area."""
    total = [0.0, 0.0, 0.0]
    for a, b in zip(corners, list(corners[1:]) + [corners[0]]):
        total[0] += (a[1] - b[1]) * (a[2] + b[2])
        total[1] += (a[2] - b[2]) * (a[0] + b[0])
        total[2] += (a[0] - b[0]) * (a[1] + b[1])
    return unit(total) if sum(value * value for value in total) > 1e-12 else None
