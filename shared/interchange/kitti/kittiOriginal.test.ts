import { describe, expect, test } from 'vitest';
import { readBack, writeAll } from '../../../testing/interchange.ts';
import { boxwrightFormat } from '../boxwright/boxwrightFormat.ts';
import { kittiObjectFormat } from './kittiObjectFormat.ts';

/** Numbers as the benchmark has them, with few decimals, and as other tools write them. */
const LINES = [
  'Truck 0.00 0 -1.57 599.41 156.40 629.75 189.25 2.85 2.63 12.34 0.47 1.49 69.44 -1.56',
  'DontCare -1 -1 -10 503.89 169.71 590.61 190.13 -1 -1 -1 -1000 -1000 -1000 -10',
  'Car 0 0 1.85 387.63 181.54 423.81 203.12 1.670 1.87 3.69 -16.53 2.39 58.49 1.57',
  'Cyclist 0.00 3 -1.65 676.60 163.95 688.98 193.93 1.86 6e-1 2.02 4.59 1.32 45.84 -1.55',
];
const CALIB = [
  'P2: 7.215377e+02 0 6.095593e+02 4.485728e+01 0 7.215377e+02 1.728540e+02 2.163791e-01 0 0 1 2.745884e-03',
  'R0_rect: 9.999239e-01 9.837760e-03 -7.445048e-03 -9.869795e-03 9.999421e-01 -4.278459e-03 7.402527e-03 4.351614e-03 9.999631e-01',
  'Tr_velo_to_cam: 7.533745e-03 -9.999714e-01 -6.166020e-04 -4.069766e-03 1.480249e-02 7.280733e-04 -9.998902e-01 -7.631618e-02 9.998621e-01 7.523790e-03 1.480755e-02 -2.717806e-01',
  '',
].join('\n');
const LABEL = 'training/label_2/000001.txt';
const dataset = {
  'training/velodyne/000001.bin': '',
  'training/image_2/000001.png': '',
  'training/calib/000001.txt': CALIB,
  [LABEL]: `${LINES.join('\n')}\n`,
};
const generator = { name: 'boxwright', version: '0.0.0' };

/** The dataset with our own label file of what was imported, changed by somebody. */
async function saved(change: (text: string) => string): Promise<Record<string, string>> {
  const { files } = await writeAll(boxwrightFormat(generator), (await readBack(dataset)).set);
  return Object.fromEntries(
    Object.entries({ ...dataset, ...files }).map(([path, text]) => {
      return [path, path.endsWith('.labels.json') ? change(text) : text];
    }),
  );
}

async function lines(files: Readonly<Record<string, string>>, from?: string): Promise<string[]> {
  const { files: written } = await writeAll(kittiObjectFormat, (await readBack(files, from)).set);
  expect(written['training/calib/000001.txt']).toBe(CALIB);
  return written[LABEL]!.trimEnd().split('\n');
}

interface Classed {
  readonly class: string;
}

function isKept({ class: name }: Classed): boolean {
  return name !== 'Car' && name !== 'DontCare';
}

function without(text: string): string {
  const file = JSON.parse(text) as {
    readonly objects: readonly Classed[];
    readonly boxes2d: readonly Classed[];
  };
  return JSON.stringify({
    ...file,
    objects: file.objects.filter(isKept),
    boxes2d: file.boxes2d.filter(isKept),
  });
}

describe('labels that were imported from KITTI', () => {
  test('are written back to the byte', async () => {
    const { files, losses } = await writeAll(kittiObjectFormat, (await readBack(dataset)).set);
    expect(files).toEqual({ [LABEL]: dataset[LABEL], 'training/calib/000001.txt': CALIB });
    expect(losses).toMatchObject({ objects: { written: 3 }, boxes2d: { written: 4, leftOut: 0 }, notes: {} });
  });

  test('are so when they were saved and nothing was changed', async () => {
    const files = await saved((text) => text);
    expect(await lines(files)).toEqual(LINES);
    expect(await lines(files, 'boxwright')).toEqual(LINES);
  });

  test('change in the lines that somebody changed alone', async () => {
    const bus = await lines(await saved((text) => text.replace('"class": "Truck"', '"class": "Bus"')));
    expect(bus.slice(1)).toEqual(LINES.slice(1));
    expect(bus[0]).toMatch(
      /^Bus 0\.00 0 -1\.\d+ 599\.41 156\.40 629\.75 189\.25 2\.850000 2\.630000 12\.340000 /,
    );
    const [x, y, z, turn] = bus[0]!.split(' ').slice(11, 15).map(Number);
    expect([x, y, z, turn]).toEqual([
      expect.closeTo(0.47, 5),
      expect.closeTo(1.49, 5),
      expect.closeTo(69.44, 5),
      expect.closeTo(-1.56, 5),
    ]);
  });

  test('lose the lines that somebody deleted, and no others', async () => {
    expect(await lines(await saved(without))).toEqual([LINES[0], LINES[3]]);
  });
});
