import type { Vec3 } from '../../geometry/vec3.ts';
import { isFilled } from './isFilled.ts';
import { addMoments, planeOfMoments, type FittedPlane } from './planeOfMoments.ts';
import { VoxelIndex } from './voxelIndex.ts';
import { MOMENTS, type VoxelPoints } from './voxelPoints.ts';

/** Flat pieces of surface, at most one in each voxel: the mean of its points and its normal. */
export interface Surfels {
  readonly index: VoxelIndex;
  readonly count: number;
  /** Metres from the sweep's origin; three numbers each. */
  readonly means: Float64Array;
  readonly normals: Float64Array;
}

const LEAST_POINTS = 6;

/** A sensor's noise is 1 to 3 cm; what is thicker is a hedge. */
const THICKEST_METRES = 0.08;
const MOST_THICKNESS = 0.1;

/** Variance across over variance along the surface: less is a line, through which there is a plane at any angle. */
const LEAST_WIDTH = 0.04;

/**
 * Finds the voxels that hold a piece of a plane. Where a voxel's own points are too few or in a line, as on the ground
 * between the rings of a sensor, those of its neighbours help to find the plane.
 */
export function findSurfels(voxels: VoxelPoints): Surfels {
  const { index, sums, places } = voxels;
  const flat = new VoxelIndex(index.count);
  const means = new Float64Array(index.count * 3);
  const normals = new Float64Array(index.count * 3);
  const window = new Float64Array(MOMENTS);
  for (let voxel = 0; voxel < index.count; voxel++) {
    let plane = surfaceOf(voxels, [voxel], sums, voxel * MOMENTS);
    if (plane === undefined) {
      const around = voxelsAround(voxels, voxel);
      window.fill(0);
      for (const other of around) addMoments(window, sums, other * MOMENTS);
      plane = surfaceOf(voxels, around, window, 0);
    }
    if (plane === undefined) continue;
    const [column, row, layer] = [places[voxel * 3]!, places[voxel * 3 + 1]!, places[voxel * 3 + 2]!];
    const at = flat.add(column, row, layer) * 3;
    for (let axis = 0; axis < 3; axis++) {
      means[at + axis] = sums[voxel * MOMENTS + 1 + axis]! / sums[voxel * MOMENTS]!;
      normals[at + axis] = plane.normal[axis]!;
    }
  }
  const { count } = flat;
  return { index: flat, count, means: means.slice(0, count * 3), normals: normals.slice(0, count * 3) };
}

/** The plane of the points of these voxels, whose sums are given, if it is one. */
function surfaceOf(
  voxels: VoxelPoints,
  members: readonly number[],
  sums: Float64Array,
  at: number,
): FittedPlane | undefined {
  const points = sums[at]!;
  const plane = points < LEAST_POINTS ? undefined : planeOfMoments(sums, at);
  if (plane === undefined) return undefined;
  const [across, width, along] = plane.variances;
  const isFlat =
    across < THICKEST_METRES ** 2 && across < MOST_THICKNESS * width && width > LEAST_WIDTH * along;
  const mean: Vec3 = [sums[at + 1]! / points, sums[at + 2]! / points, sums[at + 3]! / points];
  return isFlat && plane.axes.every((axis) => isFilled(voxels, members, mean, axis)) ? plane : undefined;
}

/** The occupied ones of the 27 voxels about a voxel, itself included. */
function voxelsAround({ index, places }: VoxelPoints, voxel: number): readonly number[] {
  const [column, row, layer] = [places[voxel * 3]!, places[voxel * 3 + 1]!, places[voxel * 3 + 2]!];
  const around: number[] = [];
  for (let c = column - 1; c <= column + 1; c++)
    for (let r = row - 1; r <= row + 1; r++)
      for (let l = layer - 1; l <= layer + 1; l++) {
        const other = index.find(c, r, l);
        if (other >= 0) around.push(other);
      }
  return around;
}
