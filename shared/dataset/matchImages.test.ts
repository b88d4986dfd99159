import { describe, expect, test } from 'vitest';
import type { Problem } from '../problems/problem.ts';
import {
  assumedByJoins,
  assumedByTimes,
  chosenJoin,
  matchingQuestion,
  possibleJoins,
  sensorFiles,
  type Join,
  type SensorFiles,
} from './matchImages.ts';

function files(sensor: string, keys: readonly string[], problems: Problem[] = []): SensorFiles {
  return sensorFiles(sensor, new Map(keys.map((key) => [key, `${sensor}/${key}`])), problems);
}

function joins(clouds: readonly string[], images: readonly string[]): Join[] {
  return possibleJoins(files('l', clouds), files('c', images));
}

/** `way cloud=image …`, the sensors' folders left out. */
function text({ way, pairs }: Join): string {
  return [way, ...[...pairs].map((pair) => pair.map((path) => path.slice(2)).join('='))].join(' ');
}

describe('the ways to join', () => {
  test.each([
    [['1', '2', '3'], ['2', '3', '4'], ['name 2=2 3=3']],
    [['1', '2'], ['a', 'b'], ['order 1=a 2=b']],
    [['1', '2'], ['a', 'b', 'c'], []],
    [['1'], [], []],
    [
      ['1571826424.100', '1571826424.200'],
      ['1571826424110', '1571826424190'],
      ['time 1571826424.100=1571826424110 1571826424.200=1571826424190'],
    ],
    // an hour apart: another clock, but as many
    [
      ['1571826424.100', '1571826424.200'],
      ['1571830024110', '1571830024190'],
      ['order 1571826424.100=1571830024110 1571826424.200=1571830024190'],
    ],
  ])('%j and %j', (clouds, images, expected) => {
    expect(joins(clouds, images).map(text)).toEqual(expected);
  });

  test('the tolerance of a join by time is half the median period of the clouds', () => {
    const clouds = ['1571826424.100', '1571826424.200', '1571826424.300', '1571826429.000'];
    const [join] = joins(clouds, ['1571826424.150', '1571826424.351']);
    expect(text(join!)).toBe('time 1571826424.100=1571826424.150');
    expect(assumedByJoins([join!, join!])).toEqual([
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedByTime', tolerance: 0.05 } },
    ]);
  });

  test('one cloud has no period: 50 ms', () => {
    expect(joins(['1571826424.100'], ['1571826424.149']).map(text)).toEqual([
      'time 1571826424.100=1571826424.149',
    ]);
    expect(joins(['1571826424.100'], ['1571826424.151', '1571826425.000'])).toEqual([]);
  });
});

describe('the question', () => {
  const clouds = ['1571826424100', '1571826424200', '1571826424300'];

  test('is asked where name and time contradict each other, and its answer is honoured', () => {
    const found = possibleJoins(
      files('l', ['1571826424_000000000', '1571826424_100000000', '1571826424_200000000']),
      // the same name, but microseconds for all: 0, 0.1, 0.2 s against 0, 0.0001 s
      sensorFiles(
        'c',
        new Map([
          ['1571826424_000000000', 'c/a'],
          ['1571826424_000000001', 'c/b'],
        ]),
        [],
      ),
    );
    expect(found.map(({ way }) => way)).toEqual(['name', 'time']);
    expect(matchingQuestion([found], {})).toBeUndefined();

    const byName: Join = {
      way: 'name',
      pairs: new Map([
        ['l/1', 'c/1'],
        ['l/2', 'c/2'],
      ]),
    };
    const byTime: Join = {
      way: 'time',
      pairs: new Map([
        ['l/1', 'c/2'],
        ['l/2', 'c/3'],
        ['l/3', 'c/4'],
      ]),
    };
    const question = matchingQuestion([[byTime, byName]], {});
    expect(question).toEqual({
      id: 'imageMatching',
      options: ['time', 'name'],
      chosen: 'time',
      isAnswered: false,
    });
    const answered = matchingQuestion([[byTime, byName]], { imageMatching: 'name' });
    expect(chosenJoin([byTime, byName], answered)).toBe(byName);
    expect(chosenJoin([byTime], answered)).toBe(byTime);
    expect(chosenJoin([], answered)).toBeUndefined();
  });

  test('is not asked where time only finds more', () => {
    const found = joins(clouds, ['1571826424100', '1571826424201', '1571826424301']);
    expect(found.map(({ way, pairs }) => [way, pairs.size])).toEqual([
      ['time', 3],
      ['name', 1],
    ]);
    expect(matchingQuestion([found], {})).toBeUndefined();
    expect(chosenJoin(found, undefined)!.way).toBe('time');
  });
});

test('the second of two files of one time is named and not used', () => {
  const problems: Problem[] = [];
  const cloudFiles = files('l', ['1571826424_5', '1571826424_000000005', '1571826424_7'], problems);
  expect([...cloudFiles.byKey.keys()]).toEqual(['1571826424_5', '1571826424_7']);
  expect(problems).toEqual([
    {
      code: 'time.duplicate',
      severity: 'warning',
      path: 'l/1571826424_000000005',
      params: { sensor: 'l', time: '1571826424000000005 ns' },
    },
  ]);
  expect(assumedByTimes([cloudFiles, cloudFiles, files('c', ['1'])])).toEqual([
    { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedTimeUnit', unit: 's_ns' } },
  ]);
});

test('times that are not in the order of names are paired all the same', () => {
  const [join] = joins(['9.000', '10.000', '11.000'], ['11.100', '9.100', '10.100']);
  expect(text(join!)).toBe('time 9.000=9.100 10.000=10.100 11.000=11.100');
});

test('files are in order of time where all have one', () => {
  expect([...files('l', ['9.500', '9.2501', '10.000']).byKey.keys()]).toEqual(['9.2501', '9.500', '10.000']);
  expect([...files('l', ['9.500', 'a', '9.2501']).byKey.keys()]).toEqual(['9.500', 'a', '9.2501']);
});

function manyTimes(offset: bigint): string[] {
  const start = 1571826424000000000n + offset;
  return Array.from({ length: 50_000 }, (_, i) => String(start + BigInt(i) * 100_000_000n));
}

test('50,000 clouds and 50,000 images are joined in a moment', () => {
  const [clouds, images] = [manyTimes(0n), manyTimes(7_000_000n)];
  // Processor time, the least of three: the first includes compiling.
  const took = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    expect(joins(clouds, images)[0]!.pairs.size).toBe(50_000);
    return process.cpuUsage(start).user / 1000;
  });
  expect(Math.min(...took)).toBeLessThan(300);
});
