import { describe, expect, test } from 'vitest';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { carAt, label, openTrackScene, trackOf } from '../testing/trackScene.ts';
import { trackJsonOf, trackRecordOf } from './sidecarRecords.ts';

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
