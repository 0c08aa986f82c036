"""Rail ferry, tanker and container ship of the sizes that the Volga-Don canal and the Caspian ports let in
(about 140 to 155 m), a fifth broader than real ones. `detail`: 2 = finest, 0 = coarsest."""
import math

from mesh import Mesh

HULL_BELOW, WHITE, GREY, GLASS, DECK = 0x7a3b34, 0xf2f2ee, 0x9aa3a8, 0x1d2d3a, 0x5d6d64
CONTAINERS = (0xffffff, 0xb9c0c4, 0xdde1e3, 0x8e979d, 0xcfd4d7)
PLAIN = (0xe6e9ea, 0x55697a)  # boxes that keep their own colour among those in the cargo's hue


def hull_outline(stern, bow, half, bow_length, detail, flare=0.0, square_stern=True):
    """Anticlockwise from above: bow tip, port side aft, stern, starboard side forward."""
    steps = (1, 2, 4)[detail]
    side = []
    for i in range(1, steps + 1):
        t = i / steps
        side.append((bow - bow_length * t, half * math.sin(math.pi / 2 * t) ** 0.8))
    stern_half = half * (0.96 if square_stern else 0.72)
    port = [(x, -z) for x, z in side] + [(stern + 5, -half), (stern, -stern_half)]
    return [(bow + flare, 0.0)] + port + [(x, -z) for x, z in reversed(port)]


def hull(mesh, stern, bow, half, height, bow_length, detail, rgb, deck, square_stern=True):
    """Boot-topping, side and bulwark; the deck one step below its rim."""
    low = hull_outline(stern + 2, bow - 5, half * 0.93, bow_length, detail, square_stern=square_stern)
    water = hull_outline(stern + 1, bow - 3, half * 0.98, bow_length, detail, square_stern=square_stern)
    rim = hull_outline(stern, bow - 1, half, bow_length, detail, flare=1.0, square_stern=square_stern)
    if detail == 0:
        mesh.shell([(0, water), (height, rim)], (rgb,), deck)
        return
    mesh.shell([(-1.5, low), (1.4, water), (height, rim)], (HULL_BELOW, rgb), deck)
    if detail == 2:  # a raised forecastle
        at = bow - bow_length * 0.8
        nose = [p for p in rim if p[0] >= at]
        port = [p for p in nose[1:] if p[1] < 0]
        edge = min(p[1] for p in port)
        nose = [nose[0]] + port + [(at - 1, edge), (at - 1, -edge)] + [p for p in nose[1:] if p[1] > 0]
        top = [(x - 0.3, z * 0.98) for x, z in nose]
        mesh.shell([(height, nose), (height + 2.2, top)], (rgb,), 0x6f8078)


def tower(mesh, x0, x1, half, base, detail, floors=3, funnel_rgb=0xc24a36, funnel_ahead=False):
    """Deck house with a bridge across the ship and a funnel behind."""
    floor = 2.9
    top = base + floors * floor
    mesh.box((x0, x1), (base, top), (-half, half), WHITE, top=0xd8dcda)
    wide = half * 1.22
    front = x1 - 0.35 * (x1 - x0)
    mesh.box((front, x1 + 0.8), (top, top + floor), (-wide, wide), WHITE, top=0xc9cfce)
    if detail > 0:
        mesh.box((x1 + 0.8, x1 + 0.9), (top + 0.9, top + 2.2), (-wide * 0.95, wide * 0.95), GLASS)
        mesh.cylinder((front + 1.5, top + floor, 0), (front + 1.5, top + floor + 7, 0), 0.45, 4, GREY)
    x = x1 - 2.5 if funnel_ahead else x0 + 2.6
    mesh.box((x - 2.0, x + 2.0), (top, top + 5.2), (-1.9, 1.9), funnel_rgb, top=0x24282c)
    if detail == 2:
        for k in range(floors):
            y = base + floor * k + 1.0
            mesh.box((x0 + 0.8, x1 + 0.06), (y, y + 1.0), (-half - 0.06, half + 0.06), GLASS)
        for side in (-1, 1):  # lifeboats
            mesh.box((x0 + 1.5, x0 + 7.0), (base + floor, base + floor + 1.7), (side * (half + 0.9) - 0.8, side * (half + 0.9) + 0.8), 0xe8793a)


def container_ship(detail):
    """140 m: deck house aft, rows of boxes in blocks of colour."""
    mesh = Mesh()
    hull(mesh, -70, 70, 11.5, 6.5, 24, detail, 0x2d4f73, DECK)
    tower(mesh, -63, -49, 8.5, 6.5, detail, floors=4)
    rows = 7
    length, gap = 12.6, 1.6
    x = -45.5
    for bay in range(rows):
        x0, x1 = x, x + length
        x = x1 + gap
        half = 10.6 if x1 < 40 else 7.6 if x1 < 52 else 5.2
        tall = (2, 3, 3, 2, 3, 2, 1)[bay]
        if detail == 0:
            if x1 < 56:
                mesh.box((x0, x1), (6.5, 6.9 + 2.7 * tall), (-half, half), CONTAINERS[bay % 5], cargo=True)
            continue
        columns = 4 if half > 8 else 3 if half > 6 else 2
        width = 2 * half / columns
        for column in range(columns):
            z0 = -half + column * width
            # Heights and shades vary by a fixed pattern, so that the blocks can be told apart from above.
            level = max(1, tall - ((bay * 5 + column * 3) % 4 == 0))
            parts = [(x0, x1)] if detail == 1 else [(x0, (x0 + x1) / 2 - 0.1), ((x0 + x1) / 2 + 0.1, x1)]
            for i, (a, b) in enumerate(parts):
                code = bay * 3 + column * 2 + (i if detail == 2 else 0)
                plain = code * 7 % 11 in (1, 4, 6)
                rgb = PLAIN[code % 2] if plain else CONTAINERS[code % 5]
                mesh.box((a, b), (6.7, 6.7 + 2.7 * level), (z0 + 0.12, z0 + width - 0.12), rgb, cargo=not plain)
    if detail == 2:
        mesh.cylinder((62, 8.7, 0), (62, 16, 0), 0.4, 4, GREY)
    return mesh


def tanker(detail):
    """150 m: deck house aft, a broad trunk with manifold and pipes amidships."""
    mesh = Mesh()
    hull(mesh, -75, 75, 12, 6.0, 26, detail, 0x3a3f45, 0x8c4a3e)
    tower(mesh, -69, -55, 9, 6.0, detail, floors=4)
    trunk = [(54, 0.0), (46, -5.5), (36, -9.0), (-49, -9.0), (-49, 9.0), (36, 9.0), (46, 5.5)]
    upper = [(x - (1 if x > 0 else -1) * 0.8, z * 0.92) for x, z in trunk]
    mesh.shell([(6.0, trunk), (8.4, upper)], (0x6f3c33,))
    mesh.fan((8.4, upper), 0xd8dcdf, cargo=True)
    if detail == 0:
        return mesh
    for z in (-2.4, 0.0, 2.4) if detail == 2 else (0.0,):
        radius = 0.55 if detail == 2 else 1.6
        mesh.cylinder((-47, 9.2, z), (42, 9.2, z), radius, 5 if detail == 2 else 4, 0x4a4f54)
    for z0, z1 in ((-10.8, 10.8),):  # manifold across the ship
        mesh.box((-4, -2.6), (8.4, 10.2), (z0, z1), 0x4a4f54)
        mesh.box((2.6, 4), (8.4, 10.2), (z0, z1), 0x4a4f54)
    mesh.cylinder((0, 8.4, 0), (0, 18, 0), 0.7, 5, WHITE)
    if detail == 2:
        mesh.cylinder((0, 16.5, 0), (11, 12.5, 4), 0.5, 4, WHITE)
        for x in range(-42, 44, 14):
            for side in (-1, 1):
                mesh.cylinder((x, 8.4, side * 5.2), (x, 9.5, side * 5.2), 1.5, 6, 0x54595e)
        mesh.box((-49, 40), (8.4, 8.9), (6.6, 7.4), 0x4a4f54)
        mesh.cylinder((66, 8.2, 0), (66, 15, 0), 0.4, 4, GREY)
    return mesh


def rail_ferry(detail):
    """154 m: bridge forward, an open stern with four tracks and wagons on deck."""
    mesh = Mesh()
    hull(mesh, -77, 77, 12, 8.0, 26, detail, 0xe9ebea, 0x59636a, square_stern=True)
    if detail > 0:  # a coloured band along the side
        band = lambda grow: hull_outline(-77 - grow, 76 + grow, 12.0 + grow, 26, detail, flare=1.0)
        mesh.shell([(4.6, band(-0.05)), (6.2, band(0.12))], (0x2d5f8f,))
    tower(mesh, 24, 46, 10, 8.0, detail, floors=3, funnel_rgb=0x2d5f8f)
    # Bulwarks beside the open deck.
    for side in (-1, 1):
        z = side * 11.2
        mesh.box((-76, 24), (8.0, 11.4), (z - 0.7, z + 0.7), 0xe9ebea)
    columns = (-7.6, -2.55, 2.55, 7.6)
    lengths = ((-70, 20), (-66, 20), (-70, 20), (-58, 20))
    for z, (x0, x1) in zip(columns, lengths):
        if detail == 0:
            mesh.box((x0, x1), (8.0, 11.6), (z - 1.7, z + 1.7), 0xc8ccd0, cargo=True)
            continue
        if detail == 2:
            for rail in (-0.9, 0.9):
                mesh.box((-77, x0), (8.0, 8.25), (z + rail - 0.2, z + rail + 0.2), 0x2a2e31)
        x, number = x1, 0
        while x - 13.5 >= x0:
            rgb = CONTAINERS[(number * 2 + int(abs(z))) % 5]
            mesh.box((x - 13.0, x), (8.5, 12.0), (z - 1.75, z + 1.75), rgb, cargo=True)
            if detail == 2:
                mesh.box((x - 12.4, x - 0.6), (8.0, 8.5), (z - 1.3, z + 1.3), 0x24282c)
                mesh.box((x - 10, x - 3), (12.0, 12.3), (z - 0.5, z + 0.5), 0x7d858a)
            x, number = x - 14.0, number + 1
    if detail == 2:
        mesh.box((-77, -75.8), (8.0, 14.5), (-11.9, -9.6), 0xe9ebea)
        mesh.box((-77, -75.8), (8.0, 14.5), (9.6, 11.9), 0xe9ebea)
        mesh.box((-77, -75.8), (14.5, 15.6), (-11.9, 11.9), 0xe9ebea)
        mesh.cylinder((69, 10.2, 0), (69, 17, 0), 0.4, 4, GREY)
    return mesh
