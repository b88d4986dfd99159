import type { PcdKernels } from 'pcd-format';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { PointCloud } from '#shared/pointcloud/cloud.ts';
import { faceSection, type FaceSection } from '#shared/pointcloud/faceSection.ts';
import { decodeCloudFile } from '#shared/pointcloud/files/cloudFile.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import { unlabelledPlaces } from '#shared/pointcloud/fit/unlabelledPlaces.ts';
import { fitAt, type FitFound, type NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import { fitCuboid, type CuboidFit } from '#shared/pointcloud/fitCuboid.ts';
import { estimateGround, type GroundGrid } from '#shared/pointcloud/ground.ts';
import { kernelMemoryPool, type KernelMemory } from '#shared/pointcloud/kernelMemory.ts';
import type { PackScalar } from '#shared/pointcloud/packPoints.ts';
import { pickPoint } from '#shared/pointcloud/pickPoint.ts';
import { pointOwners, type PointOwners } from '#shared/pointcloud/pointOwners.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import { estimateMotion, type MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import { prepareMotionSweep, type MotionSweep } from '#shared/pointcloud/motion/motionSweep.ts';
import { pointsNear, type NearPoints } from '#shared/pointcloud/pointsNear.ts';
import { prepareCloud, type CloudPools } from '#shared/pointcloud/prepareCloud.ts';
import { ReusePool } from '#shared/pointcloud/reusePool.ts';
import { shownTest } from '#shared/pointcloud/shownPoints.ts';
import { viewBounds } from '#shared/pointcloud/viewBounds.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { cloudProblem } from './cloudProblem.ts';
import { Lender } from './lender.ts';
import type { FitQuery, PlaceQuery, LoadedCloud, LoadRequest, SweepSource, WorkerCalls } from './protocol.ts';
import { columnsOf, joinSweeps, WANTED_FIELDS, type Sweep } from './sweepColumns.ts';

/** Opens a file's bytes; throws a ProblemError where there are none. */
export type OpenSweep = (
  source: SweepSource,
  headers: LoadRequest['headers'],
  signal: AbortSignal,
) => Promise<AsyncIterable<Uint8Array>>;

export interface HeldCloud {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** Where the reference lidar stands, label frame. */
  readonly sensor: Vec3;
  /** What the packed scalar stands for. */
  readonly scalar: PackScalar | undefined;
  readonly bytes: number;
}

/**
 * What a worker keeps for the frames to come: memory that clouds are decoded into, put in order and held in (60 bytes a
 * point, until it is told otherwise enough for eight million), and the buffers of packs. More is given up once it has been
 * used, so that a few huge frames do not cost more than the ordinary ones that follow.
 */
const USUAL_FREE_MEMORY_BYTES = 512 * 2 ** 20;
const MOST_FREE_BUFFER_BYTES = 256 * 2 ** 20;

/** The clouds that a worker holds, and every question about them: no worker, no fetch, so that tests run it as it is. */
export class CloudStore {
  readonly #open: OpenSweep;
  readonly #kernels: Promise<PcdKernels | undefined>;
  readonly #memories: Promise<CloudPools['memories']>;
  #pools: CloudPools = {
    memories: undefined,
    buffers: new ReusePool((bytes) => new ArrayBuffer(bytes), MOST_FREE_BUFFER_BYTES),
  };
  readonly #held = new Map<string, HeldCloud>();
  readonly #motionSweeps = new Map<string, MotionSweep>();

  /**
   * @param kernels undefined where there are none: decoding then takes longer
   * @param cloudKernels the same for what comes after decoding
   * @param freeMemoryBytes most of the kernels' memory that is kept for clouds to come
   */
  constructor(
    open: OpenSweep,
    kernels?: Promise<PcdKernels | undefined>,
    cloudKernels?: Promise<WebAssembly.Module | undefined>,
    freeMemoryBytes = USUAL_FREE_MEMORY_BYTES,
  ) {
    this.#open = open;
    this.#kernels = kernels ?? Promise.resolve(undefined);
    this.#memories = Promise.resolve(cloudKernels).then(
      (module) => module && kernelMemoryPool(module, freeMemoryBytes),
    );
  }

  /** Of the clouds, and of the memory that waits for the next ones. */
  get bytes(): number {
    const { memories, buffers } = this.#pools;
    const freeBytes = (memories?.freeBytes ?? 0) + buffers.freeBytes;
    return [...this.#held.values()].reduce((sum, { bytes }) => sum + bytes, freeBytes);
  }

  /** A frame's cloud, whose memory is another's once the frame is let go. */
  heldCloud(frameId: string): HeldCloud | undefined {
    return this.#held.get(frameId);
  }

  bytesOf(frameId: string): number {
    return this.#held.get(frameId)?.bytes ?? 0;
  }

  /** Decodes, indexes and packs a frame. What is wrong with its files is in the answer; throws only when aborted. */
  async load(request: LoadRequest, signal: AbortSignal): Promise<LoadedCloud> {
    this.#pools = { ...this.#pools, memories: await this.#memories };
    const lender = new Lender(this.#pools);
    try {
      const problems: Problem[] = [];
      const sweeps: Sweep[] = [];
      for (const source of request.sweeps) {
        try {
          sweeps.push(await this.#decode(source, request.headers, signal, lender));
        } catch (error) {
          signal.throwIfAborted();
          problems.push(cloudProblem(error, source.path));
        }
      }
      signal.throwIfAborted();
      return this.#prepare(request, sweeps, problems, lender.memories);
    } finally {
      lender.takeBack();
    }
  }

  /** @param packed the buffer of the frame's pack, for a later one */
  drop(frameId: string, packed?: ArrayBuffer): void {
    const memory = this.#held.get(frameId)?.cloud.memory;
    if (memory !== undefined) this.#pools.memories?.give(memory);
    if (packed !== undefined) this.#pools.buffers.give(packed);
    this.#held.delete(frameId);
    this.#motionSweeps.delete(frameId);
  }

  count(frameId: string, cuboids: readonly Cuboid[]): readonly number[] | undefined {
    const held = this.#held.get(frameId);
    return held && cuboids.map((cuboid) => countPointsInCuboid(held.cloud, cuboid));
  }

  owners(frameId: string, cuboids: readonly Cuboid[]): PointOwners | undefined {
    const held = this.#held.get(frameId);
    return held && pointOwners(held.cloud, cuboids);
  }

  fit(frameId: string, query: FitQuery): CuboidFit | undefined {
    const held = this.#held.get(frameId);
    return held && fitCuboid({ ...held, ...query });
  }

  /** The object at a place, or why there is none; undefined when the frame is not held. */
  fitAt(frameId: string, { at, within, isSight, prior }: PlaceQuery): FitFound | NoFit | undefined {
    const held = this.#held.get(frameId);
    if (held === undefined) return undefined;
    const drawn = within && { within: within.map(([x, y]) => [x, y] as const), isMiddle: true, isSight };
    return fitAt({ ...held, at, classes: [prior], ...drawn });
  }

  places(frameId: string, prior: ClassPrior, known: readonly Cuboid[]): readonly Vec3[] | undefined {
    const held = this.#held.get(frameId);
    return held && unlabelledPlaces({ ...held, prior, known });
  }

  /** Undefined when the frame is not held; `picked` is undefined when no point is near the ray. */
  pick({ frameId, ray, tolerance, shown }: WorkerCalls['pick']['input']): WorkerCalls['pick']['output'] {
    const held = this.#held.get(frameId);
    if (held === undefined) return undefined;
    return { picked: pickPoint(held.cloud, ray, tolerance, shown && shownTest(shown, held.ground)) };
  }

  /** The points that a face meets when it is dragged; undefined when the frame is not held. */
  section({ frameId, cuboid, face }: WorkerCalls['section']['input']): FaceSection | undefined {
    const held = this.#held.get(frameId);
    return held && faceSection(held, cuboid, face);
  }

  /** Points about a cuboid; undefined when the frame is not held. */
  near({ frameId, cuboid, marginMetres, most }: WorkerCalls['near']['input']): NearPoints | undefined {
    const held = this.#held.get(frameId);
    return held && pointsNear(held, cuboid, marginMetres, most);
  }

  /** Undefined when one of the frames is not held. What is kept of a frame serves the step before it and the one after. */
  motion({ frameId, laterFrameId, guess }: WorkerCalls['motion']['input']): MotionEstimate | undefined {
    const [earlier, later] = [this.#motionSweep(frameId), this.#motionSweep(laterFrameId)];
    return earlier && later && estimateMotion(earlier, later, guess);
  }

  #motionSweep(frameId: string): MotionSweep | undefined {
    const known = this.#motionSweeps.get(frameId);
    const held = this.#held.get(frameId);
    if (known !== undefined || held === undefined) return known;
    const sweep = prepareMotionSweep(held.cloud);
    this.#motionSweeps.set(frameId, sweep);
    return sweep;
  }

  #prepare(
    { frameId, sweeps: sources }: LoadRequest,
    sweeps: readonly Sweep[],
    problems: Problem[],
    lent: readonly KernelMemory[],
  ): LoadedCloud {
    const { columns, labelFromLidar } = joinSweeps(sweeps);
    const { cloud, pack } = prepareCloud(columns, labelFromLidar, this.#pools, lent);
    if (cloud.count === 0 && problems.length === 0) {
      problems.push({ code: 'cloud.noPoints', severity: 'warning', path: sources[0]?.path });
    }
    const held = hold(cloud, sources[0]?.labelFromLidar.translation ?? [0, 0, 0], pack.scalar);
    this.drop(frameId);
    this.#held.set(frameId, held);
    return {
      pack,
      ground: copyGround(held.ground),
      viewBounds: viewBounds(cloud),
      sensor: held.sensor,
      problems,
    };
  }

  async #decode(
    source: SweepSource,
    headers: LoadRequest['headers'],
    signal: AbortSignal,
    lender: Lender,
  ): Promise<Sweep> {
    const chunks = await this.#open(source, headers, signal);
    const lend = (byteLength: number): ArrayBuffer => lender.lend(byteLength);
    const options = { fields: WANTED_FIELDS, signal, kernels: await this.#kernels, lend };
    const columns = columnsOf(await decodeCloudFile(chunks, source.format, options));
    if (columns === undefined) {
      throw new ProblemError({ code: 'cloud.noCoordinates', severity: 'error', path: source.path });
    }
    return { columns, labelFromLidar: source.labelFromLidar };
  }
}

function hold(cloud: PointCloud, sensor: Vec3, scalar: PackScalar | undefined): HeldCloud {
  const ground = estimateGround(cloud);
  const { x, y, z, intensity, rows, grid, memory } = cloud;
  const { starts, lowZ, highZ } = grid;
  const pieces = memory === undefined ? [x, y, z, intensity, rows, starts, lowZ, highZ] : [memory];
  const bytes = pieces.reduce((sum, piece) => sum + (piece?.byteLength ?? 0), ground.heights.byteLength);
  return { cloud, ground, sensor, scalar, bytes };
}

/** The copy is transferred to the page; fitting keeps needing the original here. */
function copyGround(ground: GroundGrid): GroundGrid {
  return { ...ground, heights: ground.heights.slice() };
}
