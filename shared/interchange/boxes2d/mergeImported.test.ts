import { describe, expect, test } from 'vitest';
import { box2dJsonSchema, type Box2dJson } from '../../labels/sidecar.ts';
import type { PlacedForeignBox } from '../sidecar/readSidecarBoxes.ts';
import { importedBoxIdOf, mergeImported } from './mergeImported.ts';

const FILE = 'detections.json';
const TRACK = '6f1f7f0e-1c43-4f0e-8a39-5f7d3f2d5a10';
const stamp = { author: 'Ada', changedAt: '1700000000000000000' };

function found(key: string, left = 10, more: Partial<PlacedForeignBox> = {}): PlacedForeignBox {
  const rectangle = { left, top: 0, right: left + 10, bottom: 10 };
  return {
    frameId: 'f',
    camera: 'front',
    key,
    rectangle,
    class: 'car',
    source: 'model',
    score: 0.5,
    ...more,
  };
}

function imported(...boxes: readonly PlacedForeignBox[]): readonly Box2dJson[] {
  return mergeImported([], boxes, FILE, stamp).boxes;
}

describe('importing 2D boxes', () => {
  test('adds them as the schema has them, with the name of their file', () => {
    const { boxes, counts } = mergeImported([], [found('1', 10, { trackId: TRACK })], FILE, stamp);
    expect(counts).toEqual({ added: 1, replaced: 0, same: 0, removed: 0, kept: 0 });
    expect(box2dJsonSchema.parse(boxes[0])).toMatchObject({
      id: importedBoxIdOf(FILE, found('1')),
      source: 'model',
      score: 0.5,
      trackId: TRACK,
      linkedBy: 'imported',
      importedFrom: FILE,
      ...stamp,
    });
  });

  test('again changes nothing, to the letter', () => {
    const before = imported(found('1'), found('2', 50));
    const later = { ...stamp, changedAt: '1800000000000000000' };
    const again = mergeImported(before, [found('1'), found('2', 50)], FILE, later);
    expect(again.boxes).toEqual(before);
    expect(again.counts).toMatchObject({ same: 2, added: 0 });
  });

  test('again replaces what changed, and takes away what the file has no more', () => {
    const { boxes, counts } = mergeImported(
      imported(found('1'), found('2', 50)),
      [found('1', 12), found('3')],
      FILE,
      stamp,
    );
    expect(boxes.map(({ rectangle }) => rectangle.left).toSorted((a, b) => a - b)).toEqual([10, 12]);
    expect(counts).toEqual({ added: 1, replaced: 1, same: 0, removed: 1, kept: 0 });
  });

  test('leaves what people drew, and what another file brought', () => {
    const [detected] = imported(found('1'));
    const others: readonly Box2dJson[] = [
      { ...detected!, id: TRACK, source: 'manual' },
      { ...detected!, id: TRACK.replace('6', '7'), importedFrom: 'other.json' },
      { ...detected!, id: TRACK.replace('6', '8'), importedFrom: undefined },
    ];
    const { boxes } = mergeImported(others, [], FILE, stamp);
    expect(boxes).toEqual(others);
  });

  test('never writes over what a person has changed since, nor doubles it', () => {
    const [detected] = imported(found('1'));
    const corrected: Box2dJson = { ...detected!, source: 'manual', class: 'bus' };
    const { boxes, counts } = mergeImported([corrected], [found('1', 99)], FILE, stamp);
    expect(boxes).toEqual([corrected]);
    expect(counts).toMatchObject({ kept: 1, added: 0 });
    expect(mergeImported([corrected], [], FILE, stamp).boxes, 'nor takes it away').toEqual([corrected]);
  });

  test('keeps the link that a person made', () => {
    const [detected] = imported(found('1'));
    const linked: Box2dJson = { ...detected!, trackId: TRACK, linkedBy: 'person' };
    const again = mergeImported(
      [linked],
      [found('1', 12, { trackId: TRACK.replace('6', '7') })],
      FILE,
      stamp,
    );
    expect(again.boxes).toMatchObject([{ trackId: TRACK, linkedBy: 'person', rectangle: { left: 12 } }]);
    expect(again.imported.size).toBe(0);
  });
});
