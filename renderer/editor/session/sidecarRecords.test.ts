import { describe, expect, test } from 'vitest';
import type { Box2dJson } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import type { FrameId } from '../document/records.ts';
import { carAt, label, openTrackScene, trackOf } from '../testing/trackScene.ts';
import { box2dJsonOf, box2dRecordOf, trackJsonOf, trackRecordOf } from './sidecarRecords.ts';

const id = trackOf(1);
const plain: TrackJson = { id, number: 3, class: 'car', attributes: { colour: 'red' } };

describe('a track', () => {
  test.each<TrackJson>([
    plain,
    { ...plain, size: [4.5, 1.8, 1.6], static: true },
    { ...plain, static: false, sourceId: '17' },
    { ...plain, waivers: [{ rule: 'size' }], static: true },
  ])('is written as it was read: %o', (json) => {
    expect(trackJsonOf(trackRecordOf(json))).toEqual(json);
  });

  test('keeps what this version does not know through edits and files', async () => {
    const scene = await openTrackScene();
    label(scene, 1, 0, carAt(5));
    await scene.session.saveNow();
    const [track] = scene.world.host.tracks().tracks;
    const known = { ...scene.world.host.tracks(), tracks: [{ ...track!, waivers: [{ rule: 'size' }] }] };
    scene.world.host.files.set('tracks.json', JSON.stringify(known));
    const again = await scene.reopen();
    const { edits } = again.session.tracks;
    await edits.setStatic(again.cuboid(1, 0)!.id, true);
    await edits.setSize(again.cuboid(1, 0)!.id);
    await again.session.saveNow();
    const written = { waivers: [{ rule: 'size' }], static: true, size: [4.5, 1.8, 1.6] };
    expect(again.world.host.tracks().tracks).toEqual([expect.objectContaining(written)]);
    await edits.setStatic(again.cuboid(1, 0)!.id, false);
    await again.session.saveNow();
    expect(again.world.host.tracks().tracks[0]).not.toHaveProperty('static');
  });

  test('is written with every frame that an edit of it touched', async () => {
    const scene = await openTrackScene();
    await scene.session.tracks.edits.setStatic(label(scene, 1, 0, carAt(5)), true);
    expect(scene.session.state.getState().save).toMatchObject({ kind: 'pending', frames: 10 });
    await scene.session.saveNow();
    expect(scene.world.host.files.size).toBe(11);
  });
});

describe('a 2D box', () => {
  const box: Box2dJson = {
    id: '0b7f6f0e-1c43-4f0e-8a39-5f7d3f2d5a10',
    camera: 'front',
    rectangle: { left: 10.123456, top: -0.5, right: 30, bottom: 44 },
    class: 'Sign',
    source: 'model',
  };

  test.each<Box2dJson>([
    box,
    { ...box, trackId: id, linkedBy: 'matched', extent: 'amodal', attributes: { occlusion: 1 } },
    {
      ...box,
      attributes: {},
      score: 0.25,
      importedFrom: 'a.json',
      author: 'Ada',
      changedAt: '1700000000000000000',
      other: [1],
    },
  ])('is written as it was read: %o', (json) => {
    expect(box2dJsonOf(box2dRecordOf('f' as FrameId, json))).toEqual(json);
  });

  test('is written without what an edit has taken away', () => {
    const record = box2dRecordOf('f' as FrameId, { ...box, trackId: id, linkedBy: 'person' });
    const json = box2dJsonOf({ ...record, trackId: undefined, linkedBy: undefined });
    expect(json).not.toHaveProperty('trackId');
    expect(json).not.toHaveProperty('linkedBy');
  });
});
