"""How long Open3D takes to load a PCD file: milliseconds by its tensor reader."""

import sys
import time

import open3d

started = time.perf_counter()
cloud = open3d.t.io.read_point_cloud(sys.argv[1])
print(1000 * (time.perf_counter() - started))
assert len(cloud.point.positions) > 0
