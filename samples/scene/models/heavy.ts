import type { Material } from '../hit.ts';
import { glass, linearColor, plain, setColor } from '../materials.ts';
import { part, type Model } from '../model.ts';
import { box, extrusion } from '../shape.ts';
import { wheels } from './wheels.ts';

const DARK = '#23262B';

/** A rigid lorry: cab, box, underrun guards, lamps. */
export function truckModel(cabHex: string, boxHex: string, spinRad: number): Model {
  const [length, width, height] = [8.4, 2.46, 3.5] as const;
  const front = length / 2;
  const cab = extrusion(
    [
      [front - 2.0, 0.55],
      [front - 0.1, 0.55],
      [front, 0.75],
      [front - 0.02, 1.5],
      [front - 0.32, 2.6],
      [front - 0.6, 2.75],
      [front - 2.0, 2.75],
    ],
    width / 2 - 0.06,
    [1, -1].map((side) => [0.35, side * 0.94, 0, 0.35 * (front - 0.28) + 0.94 * (width / 2 - 0.06)] as const),
  );
  const lampZ = 0.95;
  return {
    size: [length, width, height],
    parts: [
      part(cab, cabMaterial(cabHex, front)),
      part(box(6.1, width, 2.45), cargoMaterial(boxHex), [-front + 3.05, 0, height - 1.225]),
      part(box(7.6, 1.0, 0.3), plain(DARK, 0.15), [-0.3, 0, 0.8]),
      part(box(2.3, 2.2, 0.45), plain('#3A3F46', 0.2), [-0.6, 0, 0.7]),
      part(box(0.1, 2.3, 0.16), plain('#8A8F96', 0.5), [-front + 0.06, 0, 0.55]),
      ...[1, -1].map((side) =>
        part(box(0.06, 0.36, 0.14), plain('#C3150F', 1.4), [-front + 0.07, side * 0.95, lampZ]),
      ),
      ...wheels([front - 1.3, -front + 1.5], width, 0.48, 0.3, spinRad),
      ...wheels([-front + 1.5], width - 0.66, 0.48, 0.28, spinRad),
    ],
  };
}

function cabMaterial(hex: string, front: number): Material {
  const color = linearColor(hex);
  return (hit, paint) => {
    const { lx, ly, lz } = hit;
    setColor(paint, color);
    paint.gloss = 0.05;
    paint.lidar = 0.4;
    const isFront = hit.mx > 0.6;
    if (lz < 0.7 || (!isFront && Math.abs(lx - front + 1.3) < 0.62 && lz < 1.05))
      setColor(paint, [0.02, 0.02, 0.02]);
    else if (isFront && lz > 1.55 && lz < 2.5 && Math.abs(ly) < 1.05) glass(paint);
    else if (Math.abs(hit.my) > 0.6 && lz > 1.6 && lz < 2.4 && lx > front - 1.35 && lx < front - 0.42)
      glass(paint);
    else if (isFront && lz > 0.78 && lz < 0.98 && Math.abs(ly) > 0.72) {
      setColor(paint, [0.8, 0.8, 0.78]);
      paint.glow = 0.3;
    } else if (isFront && lz > 1.05 && lz < 1.4 && Math.abs(ly) < 0.8) {
      setColor(paint, [0.03, 0.03, 0.035]);
    }
  };
}

/** Ribbed panels with a coloured stripe and retro-reflecting tape along the bottom edge; doors at the back. */
function cargoMaterial(hex: string): Material {
  const color = linearColor(hex);
  return (hit, paint) => {
    const { lx, ly, lz } = hit;
    setColor(paint, [0.72, 0.73, 0.72]);
    paint.lidar = 0.55;
    paint.gloss = 0.02;
    const isBack = hit.mx < -0.6;
    if (Math.abs(hit.my) > 0.6) {
      if (lz > -0.35 && lz < 0.35 && Math.abs(lx) < 2.3) setColor(paint, color);
      const rib = lx / 0.61 - Math.round(lx / 0.61);
      if (Math.abs(rib) < 0.03) setColor(paint, [paint.r, paint.g, paint.b], 0.72);
    }
    if (isBack && (Math.abs(ly) < 0.015 || Math.abs(Math.abs(ly) - 0.62) < 0.02))
      setColor(paint, [0.25, 0.25, 0.26]);
    if (lz < -1.06 && lz > -1.15) {
      setColor(paint, isBack ? [0.6, 0.02, 0.02] : [0.75, 0.5, 0.05]);
      paint.lidar = 1.9;
    } else if (lz < -1.15 || lz > 1.17) setColor(paint, [0.3, 0.31, 0.32]);
  };
}

/** A city bus. */
export function busModel(hex: string, spinRad: number): Model {
  const [length, width, height] = [11.8, 2.55, 3.1] as const;
  const front = length / 2;
  const body = extrusion(
    [
      [-front + 0.1, 0.3],
      [front - 0.1, 0.3],
      [front, 0.6],
      [front - 0.02, 1.4],
      [front - 0.22, 2.95],
      [front - 0.35, height],
      [-front + 0.2, height],
      [-front, height - 0.25],
      [-front, 0.6],
    ],
    width / 2,
    [1, -1].flatMap((side) => [
      [0, side, 0.9, width / 2 + 0.9 * (height - 0.18)] as const,
      [0.6, side, 0, width / 2 + 0.6 * (front - 0.3)] as const,
    ]),
  );
  return {
    size: [length, width, height],
    parts: [
      part(body, busMaterial(hex, front)),
      ...wheels([front - 2.7, -front + 3.2], width, 0.48, 0.3, spinRad),
    ],
  };
}

function busMaterial(hex: string, front: number): Material {
  const color = linearColor(hex);
  return (hit, paint) => {
    const { lx, ly, lz } = hit;
    setColor(paint, lz > 2.45 ? [0.78, 0.78, 0.75] : color);
    paint.gloss = 0.05;
    paint.lidar = 0.45;
    const isFront = hit.mx > 0.6;
    const isSide = Math.abs(hit.my) > 0.6;
    if (isSide) {
      const axleX = lx > 0 ? front - 2.7 : -front + 3.2;
      const arch = Math.sqrt((lx - axleX) ** 2 + (lz - 0.48) ** 2) < 0.58;
      const isDoor = ly < 0 && (Math.abs(lx - front + 1.2) < 0.55 || Math.abs(lx + 0.2) < 0.65);
      const panel = (lx - front) / 1.42;
      const isPost = Math.abs(panel - Math.round(panel)) < 0.035 || lx > front - 0.25 || lx < -front + 0.35;
      if (arch || lz < 0.42) setColor(paint, [0.015, 0.015, 0.016]);
      else if (isDoor && lz > 0.5 && lz < 2.4) glass(paint);
      else if (lz > 1.15 && lz < 2.3 && !isPost) glass(paint);
      else if (lz > 1.15 && lz < 2.3) setColor(paint, [0.03, 0.03, 0.035]);
      else if (lz > 0.95 && lz < 1.05) setColor(paint, [0.8, 0.8, 0.78]);
    } else if (isFront && lz > 1.05 && lz < 2.45) glass(paint);
    else if (isFront && lz > 2.55 && lz < 2.85 && Math.abs(ly) < 0.85) {
      setColor(paint, [0.9, 0.42, 0.04], Math.abs(ly * 12 - Math.round(ly * 12)) < 0.3 ? 1 : 0.1);
      paint.glow = 0.5;
    } else if (isFront && lz > 0.62 && lz < 0.82 && Math.abs(ly) > 0.72) {
      setColor(paint, [0.8, 0.8, 0.8]);
      paint.glow = 0.35;
    } else if (hit.mx < -0.6 && lz > 1.5 && lz < 2.4 && Math.abs(ly) < 0.95) glass(paint);
    else if (hit.mx < -0.6 && lz > 0.8 && lz < 1.1 && Math.abs(ly) > 0.85) {
      setColor(paint, [0.55, 0.015, 0.012]);
      paint.glow = 0.3;
    }
  };
}
