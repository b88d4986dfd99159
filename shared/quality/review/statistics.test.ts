import { v5 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { VerdictEntry } from '../../labels/review.ts';
import type { Box2dJson, ObjectJson } from '../../labels/sidecar.ts';
import type { Agreement } from '../agreement/compareFrame.ts';
import type { Finding } from '../finding.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import { ActiveTime } from './activeTime.ts';
import { StatisticsCollector } from './statistics.ts';

const idOf = (name: string): string => v5(name, '6ba7b810-9dad-11d1-80b4-00c04fd430c8');

function at(seconds: number): string {
  return `${1_700_000_000 + seconds}000000000`;
}

function objectOf(name: string, className: string, author: string | undefined, seconds: number): ObjectJson {
  return {
    id: idOf(name),
    trackId: idOf(`track ${name}`),
    class: className,
    attributes: {},
    cuboid: { centre: [9, 0, 0], size: [4, 2, 1], rotation: [0, 0, 0, 1], yaw: 0 },
    points: 3,
    provenance: {
      source: 'manual',
      keyframe: true,
      ...(author === undefined ? {} : { author }),
      changedAt: at(seconds),
    },
    status: 'confirmed',
    projections: [],
  };
}

function box(name: string, camera: string, author: string): Box2dJson {
  const rectangle = { left: 0, top: 0, right: 9, bottom: 9 };
  return { id: idOf(name), camera, rectangle, class: 'car', source: 'manual', author };
}

function verdict(name: string | undefined, entry: Pick<VerdictEntry, 'verdict' | 'reasons'>): VerdictEntry {
  const object = name === undefined ? {} : { object: idOf(name).toUpperCase() };
  return { id: idOf(`verdict ${name}`), kind: 'verdict', ...object, ...entry };
}

function frame(over: Partial<QualityFrame>): QualityFrame {
  return { id: 'a', index: 0, objects: [], boxes2d: [], review: [], cameras: [], sensor: [0, 0, 0], ...over };
}

/** What is looked at of one. */
function agreement(name: string, camera: string, iou: number, kind: Agreement['verdict']): Agreement {
  const edges = { left: 0, top: 0, right: 0, bottom: 0 };
  return {
    frameId: 'a',
    objectId: idOf(name),
    trackId: '',
    class: 'car',
    box2dId: '',
    camera,
    rectangle: edges,
    projection: edges,
    iou,
    errors: edges,
    expected: edges,
    centreOffset: { x: 0, y: 0 },
    sizeRatio: { width: 1, height: 1 },
    deviation: 0,
    depthMetres: 9,
    hiddenShare: 0,
    truncation: 0,
    sigma: 0,
    verdict: kind,
    explanation: undefined,
  };
}

function finding(rule: Finding['rule'], over: Partial<Finding>): Finding {
  return { rule, severity: 'error', frameId: 'a', params: {}, badness: 1, ...over };
}

describe('StatisticsCollector', () => {
  test('counts each thing where it belongs: sequence, annotator, class, camera', () => {
    const collector = new StatisticsCollector();
    collector.addFrame(
      'drive',
      frame({
        objects: [
          objectOf('a', 'car', 'li', 0),
          objectOf('b', 'car', 'wang', 0),
          objectOf('c', 'cone', 'li', 60),
        ],
        boxes2d: [box('x', 'front', 'li'), box('y', 'left', 'wang')],
        review: [
          verdict('a', { verdict: 'rejected', reasons: ['size', 'heading'] }),
          verdict('b', { verdict: 'accepted' }),
        ],
      }),
      [agreement('a', 'front', 0.55, 'size'), agreement('b', 'left', 1, 'agrees')],
    );
    collector.addFinding('drive', finding('AGR007', { objectId: idOf('a'), camera: 'front' }), false);
    collector.addFinding('drive', finding('GEO001', { objectId: idOf('c'), severity: 'warning' }), true);
    const { all, by, frames } = collector.statistics();
    expect(frames).toBe(1);
    expect(all).toMatchObject({
      objects: 3,
      boxes2d: 2,
      compared: 2,
      disagreeing: 1,
      findings: { error: 1, warning: 0, info: 0 },
      findingsByRule: { AGR007: 1 },
      waived: 1,
      accepted: 1,
      rejected: 1,
      rejectedShare: 0.5,
      reasons: { size: 1, heading: 1 },
      activeSeconds: 60,
    });
    expect(all.iouHistogram).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...by.annotator.keys()]).toEqual(['li', 'wang']);
    expect(by.annotator.get('li')).toMatchObject({ objects: 2, compared: 1, rejected: 1, activeSeconds: 60 });
    expect(by.annotator.get('wang')).toMatchObject({ objects: 1, rejectedShare: 0 });
    expect(by.annotator.get('wang')!.activeSeconds).toBeUndefined();
    expect(by.class.get('car')).toMatchObject({ objects: 2, boxes2d: 2, findings: { error: 1 } });
    expect(by.class.get('cone')).toMatchObject({ objects: 1, waived: 1, iou: undefined });
    expect(by.camera.get('front')).toMatchObject({ objects: 0, boxes2d: 1, compared: 1, disagreeing: 1 });
    expect(by.sequence.get('drive')).toEqual(all);
  });

  test('the verdict of a frame is that of its objects, unless they have their own', () => {
    const collector = new StatisticsCollector();
    const objects = [objectOf('a', 'car', undefined, 0), objectOf('b', 'car', undefined, 0)];
    const review = [verdict(undefined, { verdict: 'accepted' }), verdict('b', { verdict: 'rejected' })];
    collector.addFrame('drive', frame({ objects, review }), []);
    expect(collector.statistics().all).toMatchObject({ accepted: 1, rejected: 1 });
    expect([...collector.statistics().by.annotator.keys()]).toEqual(['']);
  });

  test('names that mean something to a program are names', () => {
    const collector = new StatisticsCollector();
    const names = ['__proto__', 'constructor', '<b>'];
    collector.addFrame('x', frame({ objects: names.map((name) => objectOf(name, name, name, 0)) }), []);
    expect([...collector.statistics().by.class.keys()].sort()).toEqual(names.toSorted());
  });
});

test('time is that between edits of one person, without long pauses', () => {
  const time = new ActiveTime();
  // Out of order, as records are in files.
  for (const seconds of [130, 0, 100, 5000, 5010]) time.add('li', at(seconds), ['all']);
  time.add('wang', at(50), ['all', 'car']);
  time.add('wang', at(90), ['all']);
  time.add('wang', 'soon', ['all']);
  time.add(undefined, undefined, ['all']);
  expect(time.secondsByKey()).toEqual(new Map([['all', 130 + 10 + 40]]));
});
