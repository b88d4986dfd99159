import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { imageSizeOf, readImageSize } from './imageHeader.ts';

const png = PNG.sync.write(new PNG({ width: 7, height: 3 }));
const jpg = jpeg.encode({ width: 7, height: 3, data: Buffer.alloc(7 * 3 * 4) }, 50).data;

/** With a segment of notes before all others, as cameras write them. */
function withNotes(bytes: Buffer): Buffer {
  const notes = Buffer.concat([Buffer.from([0xff, 0xff, 0xe1, 0x10, 0x02]), Buffer.alloc(0x1000)]);
  return Buffer.concat([bytes.subarray(0, 2), notes, bytes.subarray(2)]);
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 5) yield await Promise.resolve(bytes.subarray(at, at + 5));
}

test.each([
  ['PNG', png],
  ['JPEG', jpg],
  ['JPEG with notes', withNotes(jpg)],
])('%s', async (_, bytes) => {
  expect(imageSizeOf(bytes)).toEqual({ width: 7, height: 3 });
  expect(await readImageSize(inPieces(bytes))).toEqual({ width: 7, height: 3 });
});

test('what is cut short, empty, or something else has no size', async () => {
  expect(await readImageSize(inPieces(png.subarray(0, 20)))).toBeUndefined();
  for (let end = 0; end < 150; end += 1)
    expect([undefined, 7]).toContain(imageSizeOf(jpg.subarray(0, end))?.width);
  expect(imageSizeOf(Buffer.from('GIF89a                         '))).toBeUndefined();
  expect(imageSizeOf(Buffer.alloc(0))).toBeUndefined();
  expect(imageSizeOf(Buffer.alloc(4000, 0xff))).toBeUndefined();
  // A segment that says it has no length must not hold the reader up.
  expect(imageSizeOf(Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(900)]))).toBeUndefined();
});
