import type { Pixel } from '#shared/camera/cameraModel.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import { addScaled, dot, scale, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { ToolView } from '#renderer/editor/tools/view.ts';

export type CellSide = 'top' | 'side';

/** How far before the cuboid a cell looks from, metres. */
const DISTANCE = 50;
/** Share of the cell that the cuboid fills at most. */
const FILL = 0.62;
/** CSS pixels per metre at most: a pedestrian need not fill the cell. */
const LARGEST_SCALE = 90;

/**
 * An orthographic look at one cuboid: from above with its front up, or from its right with its front to the right. It
 * stays where it is while the cuboid is dragged.
 */
export class CellView implements ToolView {
  readonly id: string;
  readonly kind: CellSide;
  /** CSS pixels per metre. */
  readonly pixelsPerMetre: number;
  /** Of the cuboid along the line of sight, metres. */
  readonly halfDepth: number;
  readonly #centre: Vec3;
  readonly #right: Vec3;
  readonly #up: Vec3;
  /** Towards the viewer. */
  readonly #towards: Vec3;
  readonly #width: number;
  readonly #height: number;
  readonly #yawRad: number;

  /** @param width, height of the cell, CSS pixels */
  constructor(id: string, side: CellSide, cuboid: Cuboid, width: number, height: number) {
    this.id = id;
    this.kind = side;
    this.#centre = cuboid.centre;
    this.#width = width;
    this.#height = height;
    this.#yawRad = cuboidYaw(cuboid);
    const ahead: Vec3 = [Math.cos(this.#yawRad), Math.sin(this.#yawRad), 0];
    const toTheRight: Vec3 = [Math.sin(this.#yawRad), -Math.cos(this.#yawRad), 0];
    this.#right = side === 'top' ? toTheRight : ahead;
    this.#up = side === 'top' ? ahead : [0, 0, 1];
    this.#towards = side === 'top' ? [0, 0, 1] : toTheRight;
    const [length, breadth, tall] = cuboid.size;
    this.halfDepth = (side === 'top' ? tall : breadth) / 2;
    const [across, along] = side === 'top' ? [breadth, length] : [length, tall];
    const fitting = Math.min((width * FILL) / across, (height * FILL) / along);
    this.pixelsPerMetre = Math.min(LARGEST_SCALE, fitting);
  }

  project(point: Vec3): Pixel {
    const offset = subtract(point, this.#centre);
    return [
      this.#width / 2 + dot(offset, this.#right) * this.pixelsPerMetre,
      this.#height / 2 - dot(offset, this.#up) * this.pixelsPerMetre,
    ];
  }

  /** How far before (or, negative, behind) the middle a point is that is given from there, metres. */
  depthOf(offset: Vec3): number {
    return dot(offset, this.#towards);
  }

  rayAt([x, y]: Pixel): Ray {
    const across = (x - this.#width / 2) / this.pixelsPerMetre;
    const upward = (this.#height / 2 - y) / this.pixelsPerMetre;
    const at = addScaled(addScaled(this.#centre, this.#right, across), this.#up, upward);
    return { origin: addScaled(at, this.#towards, DISTANCE), direction: scale(this.#towards, -1) };
  }

  get reach(): number {
    return 2 * DISTANCE;
  }

  rightYawRad(): number {
    return this.kind === 'top' ? this.#yawRad - Math.PI / 2 : this.#yawRad;
  }
}
