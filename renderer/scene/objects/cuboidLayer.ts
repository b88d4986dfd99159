import { Group } from 'three';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { parseHex } from '../color/oklab.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import { cuboidSegments, frontFill, type DrawnCuboid } from './cuboidShapes.ts';
import { Fills, packFill } from './fills.ts';
import type { ViewUniforms } from './segmentMaterial.ts';
import { packSegments, Segments } from './segments.ts';

/** Edges that points hide are still there, faintly: a box must never vanish inside its object. */
const BEHIND_OPACITY = 0.35;
const CASING_WIDEN = 2;

/** What was computed of a cuboid, and for which look: who moves one of sixty need not wait for the other 59. */
interface PackedCuboid {
  readonly drawn: DrawnCuboid;
  readonly origin: Vec3;
  readonly edges: Float32Array;
  readonly fill: Float32Array;
}

/** Every cuboid of the frame: four draws in all, however many there are. */
export class CuboidLayer {
  readonly object = new Group();
  readonly #edges: Segments;
  readonly #fills: Fills;
  readonly #selectionColor: Vec3;
  /** Records never change, so their cuboids tell them apart. */
  #packed = new Map<Cuboid, PackedCuboid>();

  constructor(view: ViewUniforms, theme: SceneTheme, renderOrder: number) {
    this.#fills = new Fills(renderOrder);
    this.#edges = new Segments(
      view,
      [
        { depth: 'behind', opacity: BEHIND_OPACITY, widen: 0 },
        {
          depth: 'front',
          opacity: theme.casingOpacity,
          widen: CASING_WIDEN,
          color: parseHex(theme.casing),
        },
        { depth: 'front', opacity: 1, widen: 0 },
      ],
      renderOrder + 1,
    );
    this.#selectionColor = parseHex(theme.selection);
    this.object.add(this.#fills.object, ...this.#edges.objects);
  }

  /** Draws these and no others, relative to `origin` (label frame). What comes later lies on top. */
  set(cuboids: readonly DrawnCuboid[], origin: Vec3): void {
    const before = this.#packed;
    this.#packed = new Map();
    const packed = cuboids.map((drawn) => {
      const known = before.get(drawn.cuboid);
      const own = known !== undefined && looksAs(known, drawn, origin) ? known : this.#pack(drawn, origin);
      this.#packed.set(drawn.cuboid, own);
      return own;
    });
    this.#edges.set(packed.map(({ edges }) => edges));
    this.#fills.set(packed.map(({ fill }) => fill));
  }

  #pack(drawn: DrawnCuboid, origin: Vec3): PackedCuboid {
    return {
      drawn,
      origin,
      edges: packSegments(cuboidSegments(drawn, origin, this.#selectionColor)),
      fill: packFill(frontFill(drawn, origin)),
    };
  }

  get gpuBytes(): number {
    return this.#edges.gpuBytes + this.#fills.gpuBytes;
  }

  dispose(): void {
    this.#edges.dispose();
    this.#fills.dispose();
  }
}

function looksAs({ drawn, origin }: PackedCuboid, next: DrawnCuboid, nextOrigin: Vec3): boolean {
  return (
    drawn.isSelected === next.isSelected &&
    drawn.isHovered === next.isHovered &&
    drawn.isDashed === next.isDashed &&
    drawn.isDotted === next.isDotted &&
    drawn.color.every((part, i) => part === next.color[i]) &&
    origin.every((part, i) => part === nextOrigin[i])
  );
}
