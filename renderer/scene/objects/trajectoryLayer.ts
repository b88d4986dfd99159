import type { Object3D } from 'three';
import type { Trajectory } from '#renderer/editor/session/trajectories.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { parseHex } from '../color/oklab.ts';
import { OVERVIEW_LAYER } from '../layers/overviewLayer.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { ViewUniforms } from './segmentMaterial.ts';
import { packSegments, Segments } from './segments.ts';
import { trajectorySegments, type DrawnTrajectory } from './trajectoryShapes.ts';

/** A path lies on the ground, which hides as much of it as not. */
const BEHIND_OPACITY = 0.55;
const CASING_WIDEN = 2;

interface PackedTrajectory {
  readonly origin: Vec3;
  readonly color: Vec3;
  readonly segments: Float32Array;
}

/** The paths of objects on the ground, in views of the whole scene: seen from beside they would be lines through the object. */
export class TrajectoryLayer {
  readonly objects: readonly Object3D[];
  readonly #segments: Segments;
  readonly #ground: Vec3;
  /** A path is a new object whenever it changes: who drags one of sixty need not wait for the other 59. */
  readonly #packed = new WeakMap<Trajectory, PackedTrajectory>();

  constructor(view: ViewUniforms, theme: SceneTheme, renderOrder: number) {
    this.#segments = new Segments(
      view,
      [
        { depth: 'behind', opacity: BEHIND_OPACITY, widen: 0 },
        { depth: 'front', opacity: theme.casingOpacity, widen: CASING_WIDEN, color: parseHex(theme.casing) },
        { depth: 'front', opacity: 1, widen: 0 },
      ],
      renderOrder,
    );
    this.#ground = parseHex(theme.ground);
    this.objects = this.#segments.objects;
    for (const object of this.objects) object.layers.set(OVERVIEW_LAYER);
  }

  /** Draws these and no others, relative to `origin` (label frame). */
  set(trajectories: readonly DrawnTrajectory[], origin: Vec3): void {
    this.#segments.set(trajectories.map((drawn) => this.#pack(drawn, origin)));
  }

  #pack(drawn: DrawnTrajectory, origin: Vec3): Float32Array {
    const { trajectory, color } = drawn;
    const known = this.#packed.get(trajectory);
    if (known !== undefined && isAlike(known.origin, origin) && isAlike(known.color, color))
      return known.segments;
    const segments = packSegments(trajectorySegments(drawn, origin, this.#ground));
    this.#packed.set(trajectory, { origin, color, segments });
    return segments;
  }

  get gpuBytes(): number {
    return this.#segments.gpuBytes;
  }

  dispose(): void {
    this.#segments.dispose();
  }
}

function isAlike(a: Vec3, b: Vec3): boolean {
  return a.every((part, i) => part === b[i]);
}
