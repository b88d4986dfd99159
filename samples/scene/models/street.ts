import { createRandom } from '../../random.ts';
import type { Material } from '../hit.ts';
import { banded, bark, foliage, lamp, linearColor, plain, setColor } from '../materials.ts';
import { axle, limb, part, type Model } from '../model.ts';
import { box, crown, cylinder, frustum } from '../shape.ts';

const STEEL = '#7E858C';

/** Street furniture and plants. Their sizes matter only where they are labelled. */

export function treeModel(seed: number, height: number): Model {
  const random = createRandom(seed);
  const leaves = foliage(random.pick(['#5C7840', '#66804A', '#52703F', '#74854E']));
  const spread = height * 0.24;
  const clumps = Array.from({ length: 11 }, (_, i) => {
    const angle = (i / 5) * 2 * Math.PI + random.between(-0.4, 0.4);
    const away = i === 10 ? 0 : spread * random.between(0.45, 0.95);
    const radius = spread * random.between(0.42, 0.66);
    const z =
      i === 10 ? height - radius : height * (i < 5 ? random.between(0.5, 0.64) : random.between(0.66, 0.82));
    return part(crown(radius, radius, radius * 0.85), leaves, [
      away * Math.cos(angle),
      away * Math.sin(angle),
      z,
    ]);
  });
  return {
    size: [spread * 3, spread * 3, height],
    parts: [part(frustum(0.16, 0.09, height * 0.6), bark(), [0, 0, height * 0.3]), ...clumps],
  };
}

export function hedgeModel(length: number): Model {
  const leaves = foliage('#566F40');
  const count = Math.ceil(length / 0.8);
  return {
    size: [length, 0.9, 1.1],
    parts: Array.from({ length: count }, (_, i) =>
      part(crown(0.62, 0.45, 0.6), leaves, [(i + 0.5 - count / 2) * 0.8, 0, 0.5]),
    ),
  };
}

/** The arm reaches along +x. */
export function streetLampModel(): Model {
  const steel = plain(STEEL, 0.4, 0.03);
  return {
    size: [2.2, 0.3, 7],
    parts: [
      part(frustum(0.1, 0.055, 6.8), steel, [0, 0, 3.4]),
      limb([0, 0, 6.7], [1.6, 0, 7], 0.045, steel),
      part(box(0.7, 0.26, 0.1), lamp('#D9DDE0', 0.1), [1.75, 0, 6.98]),
      part(cylinder(0.16, 0.5), plain('#5B6168', 0.3), [0, 0, 0.25]),
    ],
  };
}

/** The face looks along −x. */
export function signModel(rimHex: string, faceHex: string): Model {
  return {
    size: [0.1, 0.7, 2.8],
    parts: [
      part(cylinder(0.035, 2.8), plain(STEEL, 0.4), [0, 0, 1.4]),
      part(cylinder(0.33, 0.02), discMaterial(rimHex, faceHex), [-0.05, 0, 2.5], [0, 0, 1, 1, 0, 0, 0, 1, 0]),
    ],
  };
}

function discMaterial(rimHex: string, faceHex: string): Material {
  const rim = linearColor(rimHex);
  const face = linearColor(faceHex);
  return (hit, paint) => {
    const r = Math.sqrt(hit.lx * hit.lx + hit.ly * hit.ly) / 0.33;
    setColor(paint, hit.mz > 0 ? [0.4, 0.4, 0.42] : r > 0.76 ? rim : face);
    paint.lidar = hit.mz > 0 ? 0.5 : 2;
  };
}

export function coneModel(): Model {
  return {
    size: [0.4, 0.4, 0.75],
    parts: [
      part(box(0.4, 0.4, 0.05), plain('#26272A', 0.15), [0, 0, 0.025]),
      part(frustum(0.15, 0.03, 0.7), banded('#F0571A', '#F4F4F0', 0.175, 2), [0, 0, 0.4]),
    ],
  };
}

const stripes: Material = (hit, paint) => {
  const isRed = Math.floor((hit.ly + hit.lz) / 0.28) % 2 === 0;
  setColor(paint, isRed ? [0.62, 0.03, 0.02] : [0.8, 0.8, 0.78]);
  paint.lidar = isRed ? 1.1 : 2;
};

/** A striped work barrier on two feet. */
export function barrierModel(): Model {
  const steel = plain('#6B7077', 0.4);
  return {
    size: [0.5, 2, 1.08],
    parts: [
      ...[0.95, 0.55].map((z) => part(box(0.04, 2, 0.24), stripes, [0, 0, z])),
      ...[0.85, -0.85].flatMap((y) => [
        limb([0, y, 0.06], [0, y, 1.0], 0.03, steel),
        part(box(0.5, 0.12, 0.07), steel, [0, y, 0.035]),
      ]),
    ],
  };
}

/** A wheeled bin. */
export function binModel(): Model {
  const green = plain('#2F6B45', 0.35, 0.03);
  return {
    size: [0.72, 0.62, 1.1],
    parts: [
      part(box(0.6, 0.54, 0.86), green, [0, 0, 0.55]),
      part(box(0.7, 0.6, 0.08), plain('#27583A', 0.35, 0.03), [0, 0, 1.04]),
      part(cylinder(0.1, 0.56), plain('#1B1C1F', 0.1), [-0.22, 0, 0.1], axle(0)),
    ],
  };
}
