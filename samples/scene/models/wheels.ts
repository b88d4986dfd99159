import type { Material } from '../hit.ts';
import { setColor } from '../materials.ts';
import { axle, part, type Part } from '../model.ts';
import { cylinder } from '../shape.ts';

/** A pair of wheels on each axle, flush with the body's sides. */
export function wheels(
  axlesX: readonly number[],
  bodyWidth: number,
  radius: number,
  tyreWidth: number,
  spinRad: number,
): Part[] {
  const material = wheelMaterial(radius);
  return axlesX.flatMap((x) =>
    [1, -1].map((side) =>
      part(
        cylinder(radius, tyreWidth),
        material,
        [x, side * (bodyWidth / 2 - tyreWidth / 2 - 0.005), radius],
        axle(spinRad),
      ),
    ),
  );
}

/** Black tyre, bright rim with five spokes. */
function wheelMaterial(radius: number): Material {
  return (hit, paint) => {
    const r = Math.sqrt(hit.lx * hit.lx + hit.ly * hit.ly) / radius;
    paint.lidar = 0.08;
    setColor(paint, [0.022, 0.022, 0.024]);
    if (Math.abs(hit.mz) < 0.5 || r > 0.66) return;
    const turn = (Math.atan2(hit.ly, hit.lx) / (2 * Math.PI)) * 5;
    const isSpoke = Math.abs(turn - Math.round(turn)) < 0.27 - 0.1 * r;
    if (!isSpoke && r > 0.2 && r < 0.58) return;
    setColor(paint, [0.42, 0.43, 0.45], r > 0.58 ? 0.8 : 1);
    paint.gloss = 0.12;
    paint.lidar = 0.5;
  };
}
