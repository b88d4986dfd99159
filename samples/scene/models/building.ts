import { hashUnit, valueNoise } from '../../random.ts';
import type { Hit, Material, Paint } from '../hit.ts';
import { glass, linearColor, plain, setColor } from '../materials.ts';
import { part, type Model } from '../model.ts';
import { box } from '../shape.ts';

export interface BuildingDesign {
  /** Along the street, away from it, and up. */
  readonly size: readonly [number, number, number];
  readonly wallHex: string;
  readonly trimHex: string;
  readonly isBrick: boolean;
  readonly seed: number;
}

const STOREY = 3.2;
const SHOP_HEIGHT = 3.8;
const BAY = 2.6;

/** A house of shops with flats above; −y is the side that looks at the street. */
export function buildingModel(design: BuildingDesign): Model {
  const [length, depth, height] = design.size;
  const trim = plain(design.trimHex, 0.5);
  // It reaches two metres into the ground, so that no slope uncovers its foot.
  const wall = part(box(length, depth, height + 2), facade(design), [0, depth / 2, height / 2 - 1]);
  const awnings = hashUnit(design.seed, 3, 1) < 0.6 ? [awning(design)] : [];
  return {
    size: [length, depth, height],
    parts: [
      wall,
      part(box(length + 0.4, depth + 0.4, 0.5), trim, [0, depth / 2, height]),
      part(box(length + 0.16, depth + 0.16, 0.22), trim, [0, depth / 2, SHOP_HEIGHT]),
      part(box(2.2, 2, 1.6), plain('#8C8A86', 0.4), [length * 0.2, depth / 2, height + 0.9]),
      ...awnings,
    ],
  };
}

function awning(design: BuildingDesign): Model['parts'][number] {
  const length = design.size[0] - 1.6;
  const colors = ['#A63A2B', '#2D6A6A', '#C08A2E', '#3B5B8C'];
  const color = linearColor(colors[design.seed % colors.length]!);
  const striped: Material = (hit, paint) => {
    const stripe = hit.lx / 0.45;
    setColor(paint, Math.floor(stripe) % 2 === 0 ? color : [0.75, 0.73, 0.68]);
    paint.lidar = 0.5;
  };
  // Dropping towards the street by 30°.
  const [c, s] = [0.8660254038, 0.5];
  return part(box(length, 1.3, 0.07), striped, [0, -0.6, SHOP_HEIGHT - 0.5], [1, 0, 0, 0, c, -s, 0, s, c]);
}

function facade(design: BuildingDesign): Material {
  const wall = linearColor(design.wallHex);
  const trim = linearColor(design.trimHex);
  const [length, depth, height] = design.size;
  return (hit, paint) => {
    paint.lidar = 0.45;
    if (Math.abs(hit.mz) > 0.5) return setColor(paint, [0.3, 0.29, 0.28]);
    const isAcross = Math.abs(hit.mx) > 0.5;
    const u = isAcross ? hit.ly : hit.lx;
    const v = hit.lz - 1 + height / 2;
    const span = isAcross ? depth : length;
    paintWall(hit, paint, wall, design.isBrick, u, v);
    if (v < SHOP_HEIGHT - 0.1) return paintShop(paint, trim, design.seed, u, v, span);
    if (v > height - 0.9) return;
    paintWindows(paint, trim, design.seed + (isAcross ? 7 : 0), u, v, span);
  };
}

function paintWall(
  hit: Hit,
  paint: Paint,
  wall: readonly [number, number, number],
  isBrick: boolean,
  u: number,
  v: number,
): void {
  const stain = 0.84 + 0.3 * valueNoise(hit.px * 0.5, hit.py * 0.5, hit.pz * 0.8);
  if (!isBrick || hit.t > 26) return setColor(paint, wall, stain);
  const course = Math.floor(v / 0.16);
  const along = u / 0.42 + (course % 2) * 0.5;
  const isJoint = v / 0.16 - course < 0.16 || along - Math.floor(along) < 0.07;
  setColor(paint, wall, stain * (isJoint ? 1.25 : 0.85 + 0.3 * hashUnit(course, Math.floor(along), 1)));
}

/** Sash windows in bays, a lighter surround, a sill, a cross of bars; some with curtains or a blind. */
function paintWindows(
  paint: Paint,
  trim: readonly [number, number, number],
  seed: number,
  u: number,
  v: number,
  span: number,
): void {
  const bays = Math.max(1, Math.floor((span - 0.8) / BAY));
  const bay = Math.floor(u / BAY + bays / 2);
  if (bay < 0 || bay >= bays) return;
  const storey = Math.floor((v - SHOP_HEIGHT) / STOREY);
  const x = u - (bay - bays / 2 + 0.5) * BAY;
  const y = v - SHOP_HEIGHT - storey * STOREY - 1.75;
  if (Math.abs(x) > 0.82 || Math.abs(y) > 1.05) return;
  if (Math.abs(x) > 0.66 || Math.abs(y) > 0.9) return setColor(paint, trim, y < -0.9 ? 0.75 : 1);
  const isBar = Math.abs(x) < 0.035 || Math.abs(y - 0.25) < 0.035 || Math.abs(x) > 0.61 || Math.abs(y) > 0.85;
  if (isBar) return setColor(paint, [0.7, 0.7, 0.68]);
  glass(paint);
  const mood = hashUnit(seed, bay, storey);
  const isCurtain = mood < 0.35 && Math.abs(x) > 0.34;
  const isBlind = mood > 0.8 && y > 0.9 - (mood - 0.8) * 7;
  if (isCurtain || isBlind) setColor(paint, [0.34, 0.31, 0.26]);
  else if (mood > 0.55 && mood < 0.62) setColor(paint, [0.26, 0.18, 0.08]);
}

function paintShop(
  paint: Paint,
  trim: readonly [number, number, number],
  seed: number,
  u: number,
  v: number,
  span: number,
): void {
  const width = 3.6;
  const shops = Math.max(1, Math.floor((span - 0.6) / width));
  const shop = Math.floor(u / width + shops / 2);
  if (shop < 0 || shop >= shops) return;
  const x = u - (shop - shops / 2 + 0.5) * width;
  if (Math.abs(x) > 1.62) return setColor(paint, trim, 0.8);
  const tone = hashUnit(seed, shop, 11);
  if (v > 3.0) return setColor(paint, [0.1 + 0.3 * tone, 0.14, 0.34 - 0.28 * tone]);
  if (v < 0.5) return setColor(paint, [0.12, 0.11, 0.1]);
  const isFrame = Math.abs(Math.abs(x) - 0.5) < 0.05 || Math.abs(x) > 1.55 || v > 2.9;
  if (isFrame) return setColor(paint, [0.06, 0.06, 0.06]);
  glass(paint);
  // Goods behind the pane, warm and dim.
  if (v < 1.6) setColor(paint, [0.1 + 0.08 * tone, 0.08, 0.05]);
}
