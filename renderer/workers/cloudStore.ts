import type { PcdKernels } from 'pcd-format';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { PointCloud } from '#shared/pointcloud/cloud.ts';
import { faceSection, type FaceSection } from '#shared/pointcloud/faceSection.ts';
import { decodeCloudFile } from '#shared/pointcloud/files/cloudFile.ts';
import { fitCuboid, type CuboidFit } from '#shared/pointcloud/fitCuboid.ts';
import { estimateGround, groundHeightAt, type GroundGrid } from '#shared/pointcloud/ground.ts';
import type { HeightSlab } from '#shared/pointcloud/heightSlab.ts';
import { packCloud } from '#shared/pointcloud/pack.ts';
import { pickPoint } from '#shared/pointcloud/pickPoint.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import { viewBounds } from '#shared/pointcloud/viewBounds.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { cloudProblem } from './cloudProblem.ts';
import type { FitQuery, LoadedCloud, LoadRequest, SweepSource, WorkerCalls } from './protocol.ts';
import { columnsOf, joinSweeps, WANTED_FIELDS, type Sweep } from './sweepColumns.ts';

/** Opens a file's bytes; throws a ProblemError where there are none. */
export type OpenSweep = (
  source: SweepSource,
  headers: LoadRequest['headers'],
  signal: AbortSignal,
) => Promise<AsyncIterable<Uint8Array>>;

interface HeldCloud {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** Where the reference lidar stands, label frame. */
  readonly sensor: Vec3;
  readonly bytes: number;
}

/** The clouds that a worker holds, and every question about them: no worker, no fetch, so that tests run it as it is. */
export class CloudStore {
  readonly #open: OpenSweep;
  readonly #kernels: Promise<PcdKernels | undefined>;
  readonly #held = new Map<string, HeldCloud>();

  /** @param kernels undefined where there are none: decoding then takes longer */
  constructor(open: OpenSweep, kernels?: Promise<PcdKernels | undefined>) {
    this.#open = open;
    this.#kernels = kernels ?? Promise.resolve(undefined);
  }

  get bytes(): number {
    return [...this.#held.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  bytesOf(frameId: string): number {
    return this.#held.get(frameId)?.bytes ?? 0;
  }

  /** Decodes, indexes and packs a frame. What is wrong with its files is in the answer; throws only when aborted. */
  async load(request: LoadRequest, signal: AbortSignal): Promise<LoadedCloud> {
    const problems: Problem[] = [];
    const sweeps: Sweep[] = [];
    for (const source of request.sweeps) {
      try {
        sweeps.push(await this.#decode(source, request.headers, signal));
      } catch (error) {
        signal.throwIfAborted();
        problems.push(cloudProblem(error, source.path));
      }
    }
    signal.throwIfAborted();
    const cloud = joinSweeps(sweeps);
    if (cloud.count === 0 && problems.length === 0) {
      problems.push({ code: 'cloud.noPoints', severity: 'warning', path: request.sweeps[0]?.path });
    }
    const held = index(cloud, request.sweeps[0]?.labelFromLidar.translation ?? [0, 0, 0]);
    this.#held.set(request.frameId, held);
    return {
      pack: packCloud(cloud),
      ground: copyGround(held.ground),
      viewBounds: viewBounds(cloud),
      sensor: held.sensor,
      problems,
    };
  }

  drop(frameId: string): void {
    this.#held.delete(frameId);
  }

  count(frameId: string, cuboids: readonly Cuboid[]): readonly number[] | undefined {
    const held = this.#held.get(frameId);
    return held && cuboids.map((cuboid) => countPointsInCuboid(held.cloud, cuboid));
  }

  fit(frameId: string, query: FitQuery): CuboidFit | undefined {
    const held = this.#held.get(frameId);
    return held && fitCuboid({ ...held, ...query });
  }

  /** Undefined when the frame is not held; `picked` is undefined when no point is near the ray. */
  pick({ frameId, ray, tolerance, shown }: WorkerCalls['pick']['input']): WorkerCalls['pick']['output'] {
    const held = this.#held.get(frameId);
    if (held === undefined) return undefined;
    const isShown = shown && ((point: Vec3): boolean => isInSlab(held.ground, shown, point));
    return { picked: pickPoint(held.cloud, ray, tolerance, isShown) };
  }

  /** The points that a face meets when it is dragged; undefined when the frame is not held. */
  section({ frameId, cuboid, face }: WorkerCalls['section']['input']): FaceSection | undefined {
    const held = this.#held.get(frameId);
    return held && faceSection(held, cuboid, face);
  }

  async #decode(source: SweepSource, headers: LoadRequest['headers'], signal: AbortSignal): Promise<Sweep> {
    const chunks = await this.#open(source, headers, signal);
    const options = { fields: WANTED_FIELDS, signal, kernels: await this.#kernels };
    const columns = columnsOf(await decodeCloudFile(chunks, source.format, options));
    if (columns === undefined) {
      throw new ProblemError({ code: 'cloud.noCoordinates', severity: 'error', path: source.path });
    }
    return { columns, labelFromLidar: source.labelFromLidar };
  }
}

function isInSlab(ground: GroundGrid, { low, high }: HeightSlab, [x, y, z]: Vec3): boolean {
  const height = z - groundHeightAt(ground, x, y);
  return height >= low && height <= high;
}

function index(cloud: PointCloud, sensor: Vec3): HeldCloud {
  const ground = estimateGround(cloud);
  const { x, y, z, intensity, rows, grid } = cloud;
  const { starts, lowZ, highZ } = grid;
  const arrays = [x, y, z, intensity, rows, starts, lowZ, highZ, ground.heights];
  const bytes = arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
  return { cloud, ground, sensor, bytes };
}

/** The copy is transferred to the page; fitting keeps needing the original here. */
function copyGround(ground: GroundGrid): GroundGrid {
  return { ...ground, heights: ground.heights.slice() };
}
