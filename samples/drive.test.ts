import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import jpeg from 'jpeg-js';
import { decodePcd } from 'pcd-format';
import { describe, expect, test } from 'vitest';
import { manifestSchema } from '#shared/dataset/manifest.ts';
import { compactJson } from './json.ts';
import { buildManifest } from './manifest.ts';
import { CAMERAS } from './rig.ts';
import { cloudEncoding, cloudPath, FRAME_INDICES, imagePath } from './schedule.ts';
import type { TruthFrame } from './truth.ts';

const drive = new URL('./drive/', import.meta.url);
const truthFolder = new URL('./drive-truth/', import.meta.url);

async function readJson<T>(url: URL): Promise<T> {
  return JSON.parse(await readFile(url, 'utf8')) as T;
}

describe('the committed drive', () => {
  test('is exactly the files of its list of checksums, and under 10 MB', async () => {
    const checksums = await readJson<Record<string, string>>(new URL('checksums.json', truthFolder));
    const entries = await readdir(drive, { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile()).length).toBe(Object.keys(checksums).length);
    let total = 0;
    const found: Record<string, string> = {};
    for (const path of Object.keys(checksums)) {
      const bytes = await readFile(new URL(path, drive));
      found[path] = createHash('sha256').update(bytes).digest('hex');
      total += bytes.length;
    }
    expect(found).toEqual(checksums);
    expect(total).toBeLessThan(10e6);
  });

  test('has a manifest that follows the published schema and is the one that the generator writes', async () => {
    const text = await readFile(new URL('dataset.json', drive), 'utf8');
    expect(text).toBe(`${compactJson(buildManifest())}\n`);
    const [sequence] = manifestSchema.parse(JSON.parse(text)).sequences;
    expect(sequence?.frames.length).toBeGreaterThanOrEqual(12);
    for (const frame of sequence!.frames) {
      for (const path of [...Object.values(frame.clouds), ...Object.values(frame.images ?? {})]) {
        expect((await stat(new URL(path, drive))).size).toBeGreaterThan(0);
      }
    }
  });

  test('has clouds in all three encodings, and each reads back', async () => {
    const encodings = new Set<string>();
    for (const index of FRAME_INDICES) {
      const cloud = decodePcd(await readFile(new URL(cloudPath(index), drive)));
      expect(cloud.header.encoding).toBe(cloudEncoding(index));
      expect(cloud.header.fields.map(({ name }) => name)).toEqual(['x', 'y', 'z', 'intensity', 'ring']);
      expect(cloud.header.points).toBeGreaterThan(15_000);
      encodings.add(cloud.header.encoding);
    }
    expect([...encodings].sort()).toEqual(['ascii', 'binary', 'binary_compressed']);
  });

  test('has images of the stated size', async () => {
    for (const camera of CAMERAS) {
      const { width, height } = jpeg.decode(await readFile(new URL(imagePath(camera.id, 0), drive)));
      expect([width, height]).toEqual([camera.width, camera.height]);
    }
  });

  test('has a truth in which numbers, tracks and classes stay together', async () => {
    const { frames } = await readJson<{ frames: TruthFrame[] }>(new URL('truth.json', truthFolder));
    expect(frames.length).toBe(FRAME_INDICES.length);
    const tracks = new Map<number, string>();
    for (const { number, trackId, class: name } of frames.flatMap(({ objects }) => objects)) {
      expect(tracks.get(number) ?? `${trackId} ${name}`).toBe(`${trackId} ${name}`);
      tracks.set(number, `${trackId} ${name}`);
    }
    expect(tracks.size).toBeGreaterThan(30);
  });
});
