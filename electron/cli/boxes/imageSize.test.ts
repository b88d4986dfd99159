import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { imageSizeOf } from './imageSize.ts';

describe('the size of an image by its head', () => {
  const jpegBytes = jpeg.encode({ width: 33, height: 17, data: Buffer.alloc(33 * 17 * 4) }, 50).data;

  test('of a PNG and a JPEG', () => {
    expect(imageSizeOf(PNG.sync.write(new PNG({ width: 31, height: 12 })))).toEqual({
      width: 31,
      height: 12,
    });
    expect(imageSizeOf(jpegBytes)).toEqual({ width: 33, height: 17 });
  });

  test('of a JPEG with a long note before its frame, and a filling byte', () => {
    const note = Buffer.concat([Buffer.from([0xff, 0xff, 0xfe, 0x10, 0x00]), Buffer.alloc(0x0ffe, 0xc0)]);
    const noted = Buffer.concat([jpegBytes.subarray(0, 2), note, jpegBytes.subarray(2)]);
    expect(imageSizeOf(noted)).toEqual({ width: 33, height: 17 });
  });

  test('of nothing else, wherever it is cut', () => {
    expect(imageSizeOf(Buffer.from('GIF89a                         '))).toBeUndefined();
    for (let end = 0; end < 150; end += 1) {
      const size = imageSizeOf(jpegBytes.subarray(0, end));
      expect([undefined, 33]).toContain(size?.width);
    }
    expect(
      imageSizeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0, 0, 0])),
    ).toBeUndefined();
  });
});
