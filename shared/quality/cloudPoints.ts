import type { Ontology } from '../dataset/dataset.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import { layerOutside } from '../geometry/layerOutside.ts';
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
