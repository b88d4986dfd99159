import { Group } from 'three';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { parseHex } from '../color/oklab.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import { cuboidSegments, frontFill, type DrawnCuboid } from './cuboidShapes.ts';
import { Fills } from './fills.ts';
import type { ViewUniforms } from './segmentMaterial.ts';
import { Segments } from './segments.ts';

/** Edges that points hide are still there, faintly: a box must never vanish inside its object. */
const BEHIND_OPACITY = 0.35;
const CASING_WIDEN = 2;

/** Every cuboid of the frame: four draws in all, however many there are. */
export class CuboidLayer {
  readonly object = new Group();
  readonly #edges: Segments;
  readonly #fills: Fills;
  readonly #selectionColor: Vec3;

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
    this.#edges.set(cuboids.flatMap((drawn) => cuboidSegments(drawn, origin, this.#selectionColor)));
    this.#fills.set(cuboids.map((drawn) => frontFill(drawn, origin)));
  }

  get gpuBytes(): number {
    return this.#edges.gpuBytes + this.#fills.gpuBytes;
  }

  dispose(): void {
    this.#edges.dispose();
    this.#fills.dispose();
  }
}
