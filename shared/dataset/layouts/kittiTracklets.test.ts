import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { openDataset } from '../openDataset.ts';
import { kittiTracklets, trackletClasses, trackletsByFrame } from './kittiTracklets.ts';

const POSE =
  '<item><tx>10</tx><ty>-2</ty><tz>-1.5</tz><rx>0</rx><ry>0</ry><rz>0.5</rz><state>2</state><occlusion>-1</occlusion></item>';

function tracklet(name: string, poses: string, first = '3', size = '<h>1.5</h><w>1.6</w><l>4</l>'): string {
  return `<item><objectType>${name}</objectType>${size}<first_frame>${first}</first_frame>
    <poses><count>1</count><item_version>2</item_version>${poses}</poses><finished>1</finished></item>`;
}

function file(...tracklets: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
    <!DOCTYPE boost_serialization>
    <boost_serialization signature="serialization::archive" version="9">
    <tracklets class_id="0" tracking_level="0" version="0">
    <count>${tracklets.length}</count><item_version>1</item_version>
    ${tracklets.join('\n')}
    </tracklets></boost_serialization>`;
}

function problemOf(text: string): Problem {
  try {
    trackletsByFrame(text, 'tracklet_labels.xml');
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('was read');
}

describe('a tracklet', () => {
  test('is one object over its frames, standing on its bottom centre', () => {
    const text = file(tracklet('Van', POSE), tracklet('Person (sitting)', POSE + POSE, '4'));
    const byFrame = trackletsByFrame(text, 'x');
    expect(
      [...byFrame].map(([frame, { objects }]) => [frame, objects.map(({ sourceId }) => sourceId)]),
    ).toEqual([
      ['3', ['0']],
      ['4', ['1']],
      ['5', ['1']],
    ]);
    const [van] = byFrame.get('3')!.objects;
    expect(van).toMatchObject({
      class: 'Van',
      cuboid: { centre: [10, -2, -0.75], size: [4, 1.6, 1.5] },
      attributes: { state: 2, occlusion: -1, finished: 1 },
    });
    expect(cuboidYaw(van!.cuboid)).toBeCloseTo(0.5, 8);
  });

  test('that is turned about all axes stands on its own bottom', () => {
    const pose = POSE.replace('<rx>0', `<rx>${Math.PI / 2}`).replace('<rz>0.5', '<rz>0');
    const [object] = trackletsByFrame(file(tracklet('Car', pose)), 'x').get('3')!.objects;
    // Rolled by 90° its own up is −y.
    expect(object!.cuboid.centre[1]).toBeCloseTo(-2.75, 8);
    expect(object!.cuboid.centre[2]).toBeCloseTo(-1.5, 8);
  });
});

describe('a bad one is named, the others are kept', () => {
  test.each([
    ['a negative size', tracklet('Bus', POSE, '3', '<h>-1</h><w>1</w><l>1</l>'), 'h', 'outOfRange'],
    ['no size', tracklet('Bus', POSE, '3', ''), 'l', 'missing'],
    ['a size that is a word', tracklet('Bus', POSE, '3', '<h>1</h><w>wide</w><l>1</l>'), 'w', 'expectNumber'],
    ['a pose without a place', tracklet('Bus', '<item><tx>1</tx></item>'), 'ty', 'missing'],
    ['a pose that is not finite', tracklet('Bus', POSE.replace('-1.5', 'nan')), 'tz', 'expectNumber'],
    ['no poses', tracklet('Bus', ''), 'poses', 'missing'],
  ])('%s', (_name, bad, where, reason) => {
    const labels = trackletsByFrame(file(bad, tracklet('Car', POSE)), 'x').get('3')!;
    expect(labels.objects.map((object) => object.class)).toEqual(['Car']);
    expect(labels.problems).toEqual([
      {
        code: 'labels.objectSkipped',
        severity: 'error',
        path: 'x',
        params: { object: 'Bus #0', where, reason },
      },
    ]);
  });

  test.each(['', '-1', '1.5', 'soon'])('that begins in frame %j', (first) => {
    const byFrame = trackletsByFrame(file(tracklet('Bus', POSE, first)), 'x');
    const problems = [...byFrame.values()].flatMap((labels) => labels.problems);
    expect(problems).toMatchObject([{ params: { object: 'Bus #0', where: 'first_frame' } }]);
  });
});

test.each([
  ['nothing', '', { reason: 'notXml' }],
  ['other text', 'Car 0 0 0', { reason: 'notXml' }],
  ['cut short', file(tracklet('Car', POSE)).slice(0, 400), { reason: 'notXml' }],
  ['another document', '<annotations/>', { reason: 'missing', where: 'tracklets' }],
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><tracklets>&b;</tracklets>', { reason: 'notXml' }],
  ['endless nesting', '<tracklets>'.repeat(200_000), { reason: 'tooDeep' }],
])('%s is no tracklet file', (_name, text, params) => {
  expect(problemOf(text)).toMatchObject({ code: 'labels.schema', path: 'tracklet_labels.xml', params });
});

test('an empty list is no labels', () => {
  expect(trackletsByFrame(file(), 'x').size).toBe(0);
});

test('classes are found without parsing', () => {
  expect(trackletClasses(file(tracklet('Van', ''), tracklet('Car', ''), tracklet('Van', '')))).toEqual([
    'Van',
    'Car',
  ]);
});

async function framesWithObjects(clouds: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = memoryFolder('drive', {
    ...Object.fromEntries(clouds.map((name) => [`velodyne_points/data/${name}`, 'x'])),
    'tracklet_labels.xml': file(tracklet('Car', POSE, '1')),
    ...files,
  });
  const dataset = await openDataset(folder);
  expect(dataset.problems).toEqual([]);
  const read = await kittiTracklets.open(folder, dataset, dataset.sequences[0]!);
  const { frames } = dataset.sequences[0]!;
  const labels = await Promise.all(frames.map(read));
  return frames.filter((_frame, i) => (labels[i]?.objects.length ?? 0) > 0).map(({ name }) => name);
}

describe('which cloud a frame number means', () => {
  test('the one with that number', async () => {
    expect(await framesWithObjects(['0000000001.bin', '0000000002.bin'])).toEqual(['0000000001']);
  });

  test('the one in that place, where clouds are not numbered', async () => {
    expect(await framesWithObjects(['a.bin', 'b.bin'])).toEqual(['b']);
  });

  test('the one that the list names', async () => {
    const list = { 'frame_list.txt': '0 000001\r\n1 000002\r\n' };
    expect(await framesWithObjects(['000001.bin', '000002.bin'], list)).toEqual(['000002']);
  });

  test('a drive without tracklets has no labels', async () => {
    const folder = memoryFolder('drive', { 'velodyne_points/data/1.bin': 'x' });
    const dataset = await openDataset(folder);
    const read = await kittiTracklets.open(folder, dataset, dataset.sequences[0]!);
    expect(await read(dataset.sequences[0]!.frames[0]!)).toBeUndefined();
  });
});
