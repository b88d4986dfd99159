import type { Ontology } from '../dataset/dataset.ts';
import { labelFromBox, type Cuboid, type CuboidFace } from '../geometry/cuboid.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { PointCloud } from '../pointcloud/cloud.ts';
import { estimateGround, groundHeightAt, type GroundGrid } from '../pointcloud/ground.ts';
import { countPointsInCuboid } from '../pointcloud/pointsInCuboid.ts';
import { ObjectSearch } from './objectSearch.ts';
import type { QualityPoints } from './qualityFrame.ts';

export interface CloudPointsParts {
  readonly cloud: PointCloud;
  /** Where the lidar stands; label frame, metres. */
  readonly sensor: Vec3;
  readonly ontology: Ontology;
  /** Where it is known already; else it is estimated when it is first asked for. */
  readonly ground?: GroundGrid | undefined;
}

/** Points on a face are inside; what is outside begins here (metres). */
const BEYOND = 1e-6;

/** A frame's cloud as rules ask it. What is costly is computed when it is first asked for, and kept. */
export function cloudPoints({ cloud, sensor, ontology, ground }: CloudPointsParts): QualityPoints {
  let known = ground;
  const groundOf = (): GroundGrid => (known ??= estimateGround(cloud));
  let search: ObjectSearch | undefined;
  return {
    count: (cuboids) => cuboids.map((cuboid) => countPointsInCuboid(cloud, cuboid)),
    countOutside: (cuboid, face, thicknessMetres) =>
      countPointsInCuboid(cloud, layerOutside(cuboid, face, thicknessMetres)),
    groundHeight: (x, y) => heightNear(cloud, groundOf(), x, y),
    unlabelled: (cuboids) => {
      search ??= new ObjectSearch({ cloud, ground: groundOf(), sensor, ontology });
      return search.without(cuboids);
    },
  };
}

/** The box of the given thickness that lies on a face, a hair away from it. */
export function layerOutside(
  cuboid: Cuboid,
  { axis, sign }: Pick<CuboidFace, 'axis' | 'sign'>,
  thicknessMetres: number,
): Cuboid {
  const size = cuboid.size.map((side, i) => (i === axis ? thicknessMetres : side));
  const offset = [0, 0, 0];
  offset[axis] = sign * (cuboid.size[axis] / 2 + BEYOND + thicknessMetres / 2);
  return {
    centre: labelFromBox(cuboid, [offset[0]!, offset[1]!, offset[2]!]),
    size: [size[0]!, size[1]!, size[2]!],
    rotation: cuboid.rotation,
  };
}

/** How far from the nearest point of the cloud its ground says nothing, metres. */
const NEAR = 3;

function heightNear(cloud: PointCloud, ground: GroundGrid, x: number, y: number): number | undefined {
  if (cloud.count === 0) return undefined;
  const height = groundHeightAt(ground, x, y);
  const near: Cuboid = {
    centre: [x, y, height],
    size: [2 * NEAR, 2 * NEAR, 0.6],
    rotation: [0, 0, 0, 1],
  };
  return countPointsInCuboid(cloud, near) >= FEWEST_ON_GROUND ? height : undefined;
}

/** Points near a height that make it that of the ground. */
const FEWEST_ON_GROUND = 10;
