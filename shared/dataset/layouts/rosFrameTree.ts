import { fromAxisAngle, multiply, toMatrix3, type Quaternion } from '../../geometry/quaternion.ts';
import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { isMapping } from './rosMatrix.ts';

/** Longer chains are rings. */
const DEEPEST = 64;

export interface FrameEdge {
  readonly parent: string;
  readonly child: string;
  readonly parentFromChild: RigidTransform;
}

/** ROS's tree of coordinate frames: each frame has one parent. Of two edges with one child the first holds. */
export class FrameTree {
  readonly #edges = new Map<string, FrameEdge>();

  constructor(edges: Iterable<FrameEdge>) {
    for (const edge of edges) if (!this.#edges.has(edge.child)) this.#edges.set(edge.child, edge);
  }

  /** Every frame that is named, parents first. */
  get frames(): string[] {
    const edges = [...this.#edges.values()];
    return [...new Set([...edges.map(({ parent }) => parent), ...this.#edges.keys()])];
  }

  /** Undefined where no chain joins the two. */
  between(target: string, source: string): RigidTransform | undefined {
    const fromTarget = this.#toRoot(target);
    const fromSource = this.#toRoot(source);
    if (fromTarget === undefined || fromSource?.root !== fromTarget.root) return undefined;
    return composeTransforms(invertTransform(fromTarget.rootFromFrame), fromSource.rootFromFrame);
  }

  /** Undefined for frames that go round in a ring. */
  #toRoot(frame: string): { root: string; rootFromFrame: RigidTransform } | undefined {
    let root = frame;
    let rootFromFrame = IDENTITY_TRANSFORM;
    for (let steps = 0; steps < DEEPEST; steps++) {
      const edge = this.#edges.get(root);
      if (edge === undefined) return { root, rootFromFrame };
      rootFromFrame = composeTransforms(edge.parentFromChild, rootFromFrame);
      root = edge.parent;
    }
    return undefined;
  }
}

/**
 * Autoware's sensor kits: `{parent: {child: {x, y, z, roll, pitch, yaw}}}`, metres and radians, R = Rz · Ry · Rx as in
 * URDF. An entry without the six numbers is left out: what needs it will be missing.
 *
 * @param faulty is told of every entry that is left out, as `parent.child`
 */
export function sensorKitEdges(value: unknown, faulty?: (where: string) => void): FrameEdge[] {
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([parent, children]) =>
    Object.entries(isMapping(children) ? children : {}).flatMap(([child, pose]) => {
      const numbers = numbersOf(pose, ['x', 'y', 'z', 'roll', 'pitch', 'yaw']);
      if (numbers === undefined) {
        faulty?.(`${parent}.${child}`);
        return [];
      }
      const [x, y, z, roll, pitch, yaw] = numbers as [number, number, number, number, number, number];
      const rotation = toMatrix3(
        multiply(
          multiply(fromAxisAngle([0, 0, 1], yaw), fromAxisAngle([0, 1, 0], pitch)),
          fromAxisAngle([1, 0, 0], roll),
        ),
      );
      return [{ parent, child, parentFromChild: { rotation, translation: [x, y, z] } }];
    }),
  );
}

/**
 * ROS's TransformStamped, one, a list, or a list under `transforms`: `header.frame_id` (or `frame_id`, `parent`),
 * `child_frame_id` (or `child`), and `transform` with (or directly) `translation` and `rotation`, a quaternion x y z w;
 * both as a list or by name.
 *
 * @param faulty is told of every transform between two frames that is left out, as `parent.child`
 */
export function transformEdges(value: unknown, faulty?: (where: string) => void): FrameEdge[] {
  const listed: unknown = isMapping(value) ? (value['transforms'] ?? [value]) : value;
  return (Array.isArray(listed) ? listed : []).flatMap((entry: unknown) => {
    if (!isMapping(entry)) return [];
    const header = isMapping(entry['header']) ? entry['header'] : entry;
    const parent = nameAt(header, 'frame_id') ?? nameAt(entry, 'parent');
    const child = nameAt(entry, 'child_frame_id') ?? nameAt(entry, 'child');
    const pose = isMapping(entry['transform']) ? entry['transform'] : entry;
    const translation = numbersOf(pose['translation'], ['x', 'y', 'z']);
    const rotation = numbersOf(pose['rotation'], ['x', 'y', 'z', 'w']);
    if (parent === undefined || child === undefined) return [];
    if (translation === undefined || rotation === undefined || Math.hypot(...rotation) < 1e-6) {
      faulty?.(`${parent}.${child}`);
      return [];
    }
    const parentFromChild = {
      rotation: toMatrix3(rotation as unknown as Quaternion),
      translation: translation as unknown as Vec3,
    };
    return [{ parent, child, parentFromChild }];
  });
}

/** ROS 1 wrote frames with a leading slash. */
function nameAt(json: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const name = json[key];
  return typeof name === 'string' && name !== '' ? name.replace(/^\//, '') : undefined;
}

/** Finite numbers from a list of just so many, or by name. */
function numbersOf(value: unknown, names: readonly string[]): readonly number[] | undefined {
  const found: unknown[] = Array.isArray(value)
    ? value
    : names.map((name) => (isMapping(value) ? value[name] : undefined));
  const numbers = found.filter(
    (entry): entry is number => typeof entry === 'number' && Number.isFinite(entry),
  );
  return numbers.length === names.length && found.length === names.length ? numbers : undefined;
}
