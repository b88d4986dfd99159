import type { Intrinsics } from '../dataset/dataset.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { transformPoint } from '../geometry/rigidTransform.ts';
import { length } from '../geometry/vec3.ts';
import { borderRays } from './borderRays.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { projectBounds, type CuboidBounds } from './cuboidBounds.ts';
import { projectCuboid, type ProjectedCuboid } from './projectCuboid.ts';

/** Of which some is in the image. */
export type VisibleCuboid = ProjectedCuboid & { readonly clipped: Rectangle };
export type VisibleBounds = CuboidBounds & { readonly clipped: Rectangle };

/**
 * Projects a cuboid of which some is in the camera's image; undefined otherwise. Of the cuboids around a vehicle a camera
 * sees a part: those that are outside the cone of its view are told by the sphere around them, before anything is drawn.
 */
export function projectVisible(cuboid: Cuboid, camera: CameraView): VisibleCuboid | undefined {
  if (isOutsideCone(cuboid, camera)) return undefined;
  const projected = projectCuboid(cuboid, camera);
  return projected !== undefined && isVisible(projected) ? projected : undefined;
}

/** The bounds alone of what {@link projectVisible} draws. */
export function projectVisibleBounds(cuboid: Cuboid, camera: CameraView): VisibleBounds | undefined {
  if (isOutsideCone(cuboid, camera)) return undefined;
  const bounds = projectBounds(cuboid, camera);
  return bounds !== undefined && isVisible(bounds) ? bounds : undefined;
}

function isVisible<T extends CuboidBounds>(projected: T): projected is T & { readonly clipped: Rectangle } {
  return projected.clipped !== undefined;
}

function isOutsideCone({ centre, size }: Cuboid, camera: CameraView): boolean {
  const centreCamera = transformPoint(camera.cameraFromLabel, centre);
  const away = length(centreCamera);
  const radius = length(size) / 2;
  if (away <= radius) return false;
  return Math.acos(centreCamera[2] / away) - Math.asin(radius / away) > widestAngle(camera);
}

/** Of the angle: between the places where the border is looked at it may reach further. */
const MARGIN = 1.03;

/** By the intrinsics, which outlive the views that are made with them. */
const WIDEST = new WeakMap<Intrinsics, { readonly angle: number } & Pick<CameraView, 'width' | 'height'>>();

/**
 * The widest angle off the axis that the image shows, and a little more; radians. It lies on the border: a lens that does
 * not fold maps the inside of the image to the inside of what it sees.
 */
function widestAngle({ model, width, height }: CameraView): number {
  const known = WIDEST.get(model.intrinsics);
  if (known?.width === width && known.height === height) return known.angle;
  const rays = borderRays(model, imageRectangle(width, height), () => true);
  const angle = rays.length === 0 ? Math.PI : Math.max(...rays.map(([, , z]) => Math.acos(z))) * MARGIN;
  WIDEST.set(model.intrinsics, { angle, width, height });
  return angle;
}
