import type { Vec3 } from '#shared/geometry/vec3.ts';
import { banded, cloth, plain } from '../materials.ts';
import { axle, limb, part, type Model, type Part } from '../model.ts';
import { box, cylinder, ellipsoid, frustum, ring } from '../shape.ts';

export interface Outfit {
  readonly top: string;
  readonly trousers: string;
  readonly skin: string;
  readonly hair: string;
}

/** Someone on foot. @param stride −1…1: which leg is in front and how far; 0 stands still */
export function pedestrianModel(outfit: Outfit, height: number, stride: number): Model {
  const k = height / 1.75;
  const at = (x: number, y: number, z: number): Vec3 => [x * k, y * k, z * k];
  const trousers = cloth(outfit.trousers);
  const top = cloth(outfit.top, 0.45);
  const skin = plain(outfit.skin, 0.4);
  const shoe = plain('#2B2623', 0.1);
  const leg = (side: number, swing: number): Part[] => [
    limb(at(0, side * 0.09, 0.86), at(0.14 * swing, side * 0.1, 0.47), 0.085 * k, trousers),
    limb(at(0.14 * swing, side * 0.1, 0.47), at(0.24 * swing - 0.03, side * 0.1, 0.1), 0.062 * k, trousers),
    part(ellipsoid(0.13 * k, 0.05 * k, 0.05 * k), shoe, at(0.24 * swing + 0.02, side * 0.1, 0.055)),
  ];
  const arm = (side: number, swing: number): Part[] => [
    limb(at(0, side * 0.2, 1.38), at(-0.03 + 0.08 * swing, side * 0.235, 1.12), 0.05 * k, top),
    limb(
      at(-0.03 + 0.08 * swing, side * 0.235, 1.12),
      at(0.04 + 0.2 * swing, side * 0.22, 0.9),
      0.04 * k,
      top,
    ),
    part(ellipsoid(0.045 * k, 0.035 * k, 0.06 * k), skin, at(0.05 + 0.22 * swing, side * 0.22, 0.84)),
  ];
  return {
    size: [0.84 * k, 0.58 * k, height],
    parts: [
      ...leg(1, stride),
      ...leg(-1, -stride),
      ...arm(1, -stride),
      ...arm(-1, stride),
      part(ellipsoid(0.13 * k, 0.17 * k, 0.17 * k), trousers, at(0, 0, 0.92)),
      part(ellipsoid(0.14 * k, 0.205 * k, 0.34 * k), top, at(0, 0, 1.2)),
      ...head(at(0.02, 0, 1.61), k, skin, plain(outfit.hair, 0.15)),
    ],
  };
}

function head(at: Vec3, k: number, skin: Part['material'], hair: Part['material']): Part[] {
  return [
    limb([at[0] - 0.02 * k, 0, at[2] - 0.2 * k], [at[0], 0, at[2] - 0.06 * k], 0.055 * k, skin),
    part(ellipsoid(0.1 * k, 0.08 * k, 0.125 * k), skin, at),
    part(ellipsoid(0.105 * k, 0.092 * k, 0.1 * k), hair, [at[0] - 0.025 * k, 0, at[2] + 0.038 * k]),
  ];
}

/** Someone on a bicycle. @param spinRad how far the wheels have turned; the pedals turn a third of that */
export function cyclistModel(outfit: Outfit, frameHex: string, spinRad: number): Model {
  const tyre = plain('#17181A', 0.08);
  const frame = plain(frameHex, 0.4, 0.05);
  const [rear, front, crank, seat, bars]: readonly [Vec3, Vec3, Vec3, Vec3, Vec3] = [
    [-0.52, 0, 0.34],
    [0.54, 0, 0.34],
    [-0.08, 0, 0.3],
    [-0.24, 0, 0.92],
    [0.38, 0, 0.98],
  ];
  const neck: Vec3 = [0.34, 0, 0.8];
  return {
    size: [1.76, 0.62, 1.72],
    parts: [
      ...[rear, front].flatMap((hub) => [
        part(ring(0.34, 0.3, 0.045), tyre, hub, axle(spinRad)),
        part(cylinder(0.035, 0.1), plain('#9A9DA1', 0.5), hub, axle(0)),
      ]),
      limb(crank, seat, 0.018, frame),
      limb(crank, neck, 0.02, frame),
      limb([-0.22, 0, 0.82], neck, 0.018, frame),
      limb(crank, rear, 0.014, frame),
      limb([-0.22, 0, 0.82], rear, 0.012, frame),
      limb(front, bars, 0.018, frame),
      limb([0.38, 0.27, 1.0], [0.38, -0.27, 1.0], 0.016, tyre),
      part(ellipsoid(0.14, 0.075, 0.04), tyre, seat),
      ...riderParts(outfit, spinRad / 3, crank, 0.16, plain('#D8322A', 0.5, 0.04)),
    ],
  };
}

/** Someone astride: legs to the pedals (or the footboard when `pedal` is 0), arms to the bars, helmet. */
function riderParts(
  outfit: Outfit,
  crankRad: number,
  crank: Vec3,
  pedal: number,
  helmet: Part['material'],
): Part[] {
  const trousers = cloth(outfit.trousers);
  const top = cloth(outfit.top, 0.5);
  const skin = plain(outfit.skin, 0.4);
  const leg = (side: number): Part[] => {
    const angle = crankRad + (side > 0 ? 0 : Math.PI);
    const foot: Vec3 = [
      crank[0] + pedal * Math.cos(angle),
      side * 0.12,
      crank[2] + 0.04 - pedal * Math.sin(angle),
    ];
    const knee: Vec3 = [(foot[0] - 0.22) / 2 + 0.2, side * 0.14, (foot[2] + 0.95) / 2 + 0.12];
    return [
      limb([-0.22, side * 0.1, 0.98], knee, 0.08, trousers),
      limb(knee, [foot[0] - 0.04, foot[1], foot[2] + 0.05], 0.058, trousers),
      part(ellipsoid(0.12, 0.045, 0.045), plain('#E8E6E1', 0.4), foot),
    ];
  };
  const arm = (side: number): Part[] => [
    limb([0.06, side * 0.18, 1.36], [0.18, side * 0.25, 1.14], 0.048, top),
    limb([0.18, side * 0.25, 1.14], [0.37, side * 0.23, 1.03], 0.04, skin),
  ];
  return [
    ...leg(1),
    ...leg(-1),
    ...arm(1),
    ...arm(-1),
    limb([-0.2, 0, 1.04], [0.04, 0, 1.32], 0.16, top),
    limb([0.06, 0, 1.42], [0.1, 0, 1.52], 0.055, skin),
    part(ellipsoid(0.1, 0.08, 0.12), skin, [0.12, 0, 1.56]),
    part(ellipsoid(0.135, 0.1, 0.09), helmet, [0.09, 0, 1.625]),
  ];
}

/** Someone on a motor scooter. */
export function motorModel(outfit: Outfit, bodyHex: string, spinRad: number): Model {
  const body = plain(bodyHex, 0.45, 0.06);
  const dark = plain('#1B1C1F', 0.1);
  const rim = banded('#1B1C1F', '#1B1C1F', 1, 0.1);
  return {
    size: [1.84, 0.72, 1.74],
    parts: [
      part(cylinder(0.25, 0.12), rim, [-0.6, 0, 0.25], axle(spinRad)),
      part(cylinder(0.25, 0.11), rim, [0.64, 0, 0.25], axle(spinRad)),
      part(ellipsoid(0.5, 0.19, 0.2), body, [-0.4, 0, 0.6]),
      part(box(0.62, 0.34, 0.09), dark, [0.15, 0, 0.34]),
      part(ellipsoid(0.4, 0.15, 0.07), dark, [-0.35, 0, 0.84]),
      limb([0.6, 0, 0.36], [0.44, 0, 1.02], 0.05, dark),
      part(ellipsoid(0.09, 0.2, 0.34), body, [0.5, 0, 0.74]),
      part(ellipsoid(0.13, 0.13, 0.1), body, [0.47, 0, 1.03]),
      part(frustum(0.07, 0.05, 0.04), plain('#F4F1DF', 1.2), [0.57, 0, 1.0]),
      limb([0.4, 0.32, 1.04], [0.4, -0.32, 1.04], 0.02, dark),
      part(ellipsoid(0.05, 0.12, 0.05), plain('#C3150F', 1.4), [-0.84, 0, 0.66]),
      part(box(0.32, 0.34, 0.3), plain('#E7B416', 0.6, 0.03), [-0.7, 0, 0.98]),
      ...riderParts(outfit, 0, [0.18, 0, 0.4], 0, plain('#F1F3F5', 0.6, 0.06)),
    ],
  };
}
