import type { Hit, Material, Paint } from '../hit.ts';
import { bendNormal, glass, linearColor, plain, setColor } from '../materials.ts';
import { part, type Model, type Part } from '../model.ts';
import { ellipsoid, extrusion } from '../shape.ts';
import { wheels } from './wheels.ts';

/** The outline of a car from its left side: metres, x from the middle, z from the road. */
export interface CarDesign {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly wheelbase: number;
  readonly wheelRadius: number;
  /** Foot of the windscreen, its top, where the roof ends, foot of the rear window. */
  readonly cowlX: number;
  readonly roofFrontX: number;
  readonly roofRearX: number;
  readonly tailX: number;
  /** Height of the bonnet at the windscreen, and of the window sills. */
  readonly bonnetZ: number;
  readonly beltZ: number;
}

export const SEDAN: CarDesign = {
  length: 4.68,
  width: 1.84,
  height: 1.46,
  wheelbase: 2.8,
  wheelRadius: 0.335,
  cowlX: 0.92,
  roofFrontX: 0.2,
  roofRearX: -1.05,
  tailX: -1.82,
  bonnetZ: 0.94,
  beltZ: 0.97,
};
export const HATCHBACK: CarDesign = {
  length: 4.05,
  width: 1.76,
  height: 1.5,
  wheelbase: 2.56,
  wheelRadius: 0.315,
  cowlX: 0.92,
  roofFrontX: 0.3,
  roofRearX: -1.5,
  tailX: -1.93,
  bonnetZ: 0.97,
  beltZ: 1.0,
};
export const SUV: CarDesign = {
  length: 4.62,
  width: 1.9,
  height: 1.69,
  wheelbase: 2.7,
  wheelRadius: 0.37,
  cowlX: 0.98,
  roofFrontX: 0.38,
  roofRearX: -1.7,
  tailX: -2.14,
  bonnetZ: 1.07,
  beltZ: 1.11,
};
export const VAN: CarDesign = {
  length: 5.1,
  width: 1.96,
  height: 1.98,
  wheelbase: 3.1,
  wheelRadius: 0.35,
  cowlX: 1.72,
  roofFrontX: 1.02,
  roofRearX: -2.38,
  tailX: -2.48,
  bonnetZ: 1.16,
  beltZ: 1.14,
};

const CLEARANCE = 0.2;

/** @param spinRad how far the wheels have turned */
export function carModel(design: CarDesign, colorHex: string, spinRad: number): Model {
  const { length, width, height, wheelbase, wheelRadius, cowlX, beltZ } = design;
  const mirrors: Part[] = [1, -1].map((side) =>
    part(ellipsoid(0.08, 0.08, 0.07), plain(colorHex, 0.3, 0.04), [
      cowlX - 0.28,
      side * (width / 2 - 0.085),
      beltZ + 0.04,
    ]),
  );
  return {
    size: [length, width, height],
    parts: [
      part(bodyShape(design), bodyMaterial(design, colorHex)),
      part(cabinShape(design), cabinMaterial(design, colorHex)),
      ...mirrors,
      ...wheels([wheelbase / 2, -wheelbase / 2], width, wheelRadius, 0.22, spinRad),
    ],
  };
}

function bodyShape({ length, width, cowlX, tailX, bonnetZ, beltZ }: CarDesign): ReturnType<typeof extrusion> {
  const front = length / 2;
  const half = width / 2;
  const tailZ = Math.min(beltZ + 0.02, bonnetZ + 0.05);
  return extrusion(
    [
      [-front + 0.14, CLEARANCE],
      [front - 0.2, CLEARANCE],
      [front - 0.02, CLEARANCE + 0.16],
      [front, 0.52],
      [front - 0.09, bonnetZ - 0.24],
      [front - 0.32, bonnetZ - 0.13],
      [cowlX, bonnetZ],
      [tailX, tailZ],
      [-front + 0.06, tailZ - 0.05],
      [-front, tailZ - 0.3],
      [-front + 0.03, CLEARANCE + 0.16],
    ],
    half,
    [1, -1].flatMap((side) => [
      // plan-view corners, the shoulder above the door handles, the tuck under the doors
      [0.5, side * 0.87, 0, 0.5 * (front - 0.5) + 0.87 * half] as const,
      [-0.4, side * 0.92, 0, 0.4 * (front - 0.4) + 0.92 * half] as const,
      [0, side, 0.36, half + 0.36 * 0.64] as const,
      [0, side, -0.3, half - 0.3 * 0.46] as const,
    ]),
  );
}

function cabinShape(design: CarDesign): ReturnType<typeof extrusion> {
  const { width, height, cowlX, roofFrontX, roofRearX, tailX, bonnetZ } = design;
  const foot = bonnetZ - 0.1;
  return extrusion(
    [
      [tailX, foot],
      [cowlX + 0.05, foot],
      [roofFrontX, height - 0.06],
      [roofFrontX - 0.45, height],
      [(roofFrontX + roofRearX) / 2 - 0.2, height],
      [roofRearX, height - 0.06],
    ],
    width / 2,
    [1, -1].flatMap((side) => [
      [0, side, 0.38, cabinHalfWidth(design, 0) + 0.001] as const,
      [0.22, side, 0.38, cabinHalfWidth(design, 0) + 0.22 * (roofFrontX + 0.1)] as const,
      [0, side * 0.5, 1, height - 0.03 + 0.5 * cabinHalfWidth(design, height) - 0.08] as const,
      [0, side, 0, width / 2 - 0.1] as const,
    ]),
  );
}

/** Half the cabin's width at height z: it leans inwards above the sills. */
function cabinHalfWidth({ width, beltZ }: CarDesign, z: number): number {
  return width / 2 - 0.1 - 0.38 * (z - beltZ);
}

function bodyMaterial(design: CarDesign, colorHex: string): Material {
  const color = linearColor(colorHex);
  const { length, width, wheelbase, wheelRadius, bonnetZ, beltZ } = design;
  const front = length / 2;
  return (hit, paint) => {
    const { lx, ly, lz } = hit;
    lacquer(paint, color);
    const across = Math.abs(ly) / (width / 2);
    const isSide = Math.abs(hit.my) > 0.6;
    bendNormal(hit, 0.12 * (lx / front), 0.25 * (ly / width), isSide ? (lz - 0.62) * 0.7 : 0.1);
    const axleX = lx > 0 ? wheelbase / 2 : -wheelbase / 2;
    const fromAxle = Math.sqrt((lx - axleX) ** 2 + (lz - wheelRadius) ** 2);
    if (isSide && fromAxle < wheelRadius + 0.07) return darken(paint);
    if (lz < CLEARANCE + 0.1 || (!isSide && lz < CLEARANCE + 0.16)) return darken(paint);
    if (isSide && across > 0.8) return paintDoors(hit, paint, design);
    if (lx > front - 0.5 && lz < bonnetZ - 0.1) paintFront(hit, paint, across, bonnetZ);
    else if (lx < -front + 0.35 && lz < beltZ - 0.06) paintRear(hit, paint, across, beltZ);
  };
}

/** Seams of the doors, and a handle on each. */
function paintDoors(hit: Hit, paint: Paint, { cowlX, tailX, beltZ, bonnetZ }: CarDesign): void {
  const { lx, lz } = hit;
  const middle = (cowlX + tailX) / 2 + 0.1;
  const seam = Math.min(Math.abs(lx - cowlX + 0.05), Math.abs(lx - middle), Math.abs(lx - tailX - 0.45));
  if (seam < 0.012 && lz > 0.34) return darken(paint);
  const handleZ = Math.min(beltZ, bonnetZ) - 0.14;
  const behind = Math.min(Math.abs(lx - middle - 0.2), Math.abs(lx - tailX - 0.66));
  if (behind < 0.1 && Math.abs(lz - handleZ) < 0.02) setColor(paint, [0.35, 0.36, 0.37]);
}

function paintFront(hit: Hit, paint: Paint, across: number, bonnetZ: number): void {
  const below = bonnetZ - hit.lz;
  if (across > 0.52 && below > 0.17 && below < 0.33) {
    const isRim = across < 0.56 || below < 0.19 || below > 0.31;
    setColor(paint, isRim ? [0.03, 0.03, 0.035] : [0.5, 0.53, 0.57]);
    paint.glow = 0.12;
    paint.gloss = 0.09;
    paint.lidar = 0.9;
  } else if (across < 0.5 && below > 0.18 && below < 0.32 && hit.mx > 0.5) darken(paint);
  else if (across < 0.28 && hit.lz > 0.4 && hit.lz < 0.52) plate(paint);
  else if (across < 0.75 && hit.lz < 0.4) darken(paint);
}

function paintRear(hit: Hit, paint: Paint, across: number, beltZ: number): void {
  const below = beltZ - hit.lz;
  if (across > 0.5 && below > 0.1 && below < 0.27) {
    setColor(paint, [0.55, 0.015, 0.012]);
    paint.glow = 0.35;
    paint.lidar = 1.3;
  } else if (across < 0.3 && below > 0.28 && below < 0.4) plate(paint);
  else if (hit.lz < 0.42) darken(paint);
}

function cabinMaterial(design: CarDesign, colorHex: string): Material {
  const color = linearColor(colorHex);
  const { height, cowlX, roofFrontX, roofRearX, tailX, bonnetZ, beltZ } = design;
  return (hit, paint) => {
    const { lx, ly, lz } = hit;
    lacquer(paint, color);
    const isRoof = hit.mz > 0.93 || (hit.mz > 0.8 && Math.abs(hit.my) > 0.3);
    if (isRoof) return bendNormal(hit, 0, 0.25 * ly, 0);
    const top = height - 0.11;
    if (lz < beltZ + 0.02 && Math.abs(hit.my) > 0.6) return;
    if (lz > top) return;
    const up = (lz - bonnetZ + 0.1) / (height - 0.06 - bonnetZ + 0.1);
    const frontX = cowlX + 0.05 + (roofFrontX - cowlX - 0.05) * up;
    const rearX = tailX + (roofRearX - tailX) * up;
    const middle = (cowlX + tailX) / 2 + 0.1;
    if (Math.abs(hit.my) > 0.6) {
      const isPillar = lx > frontX - 0.13 || lx < rearX + 0.16 || Math.abs(lx - middle) < 0.045;
      if (!isPillar) glass(paint);
      else if (Math.abs(lx - middle) < 0.045) darken(paint);
    } else if (Math.abs(ly) < cabinHalfWidth(design, lz) - 0.1) glass(paint);
  };
}

function lacquer(paint: Paint, color: readonly [number, number, number]): void {
  setColor(paint, color);
  paint.gloss = 0.05;
  paint.lidar = 0.18 + 0.5 * (color[0] + color[1] + color[2]) * 0.33;
}

function darken(paint: Paint): void {
  setColor(paint, [0.012, 0.012, 0.013]);
  paint.gloss = 0.01;
  paint.lidar = 0.06;
}

function plate(paint: Paint): void {
  setColor(paint, [0.7, 0.7, 0.66]);
  paint.lidar = 1.8;
}
