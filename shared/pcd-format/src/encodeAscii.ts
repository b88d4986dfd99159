import type { Plane } from './encodeTypes.ts';

/** Points per piece: keeps the strings small whatever the cloud's size. */
const ROWS = 4096;

/** One line per point, values in the shortest decimals that read back to the same value. */
export function asciiBody(planes: readonly Plane[], points: number): Uint8Array[] {
  const encoder = new TextEncoder();
  const columns = planes.map((plane) => ({ count: plane.count, text: textOf(plane) }));
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < points; start += ROWS) {
    const rows: string[] = [];
    for (let point = start; point < Math.min(start + ROWS, points); point++) {
      const row: string[] = [];
      for (const { count, text } of columns)
        for (let i = point * count; i < (point + 1) * count; i++) row.push(text(i));
      rows.push(row.join(' '));
    }
    pieces.push(encoder.encode(`${rows.join('\n')}\n`));
  }
  return pieces;
}

function textOf({ values, type }: Plane): (index: number) => string {
  if (type === 'float32') return (index) => floatText(Number(values[index]), shortestFloat32);
  if (type === 'float64') return (index) => floatText(Number(values[index]), String);
  return (index) => String(values[index]);
}

function floatText(value: number, finiteText: (value: number) => string): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : finiteText(value);
}

/** Nine significant digits always identify a float32; mostly seven or eight do. */
function shortestFloat32(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}
