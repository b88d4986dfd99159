import type { Problem } from '../problems/problem.ts';
import { assumed } from './assumed.ts';
import { fileTimes } from './fileTimes.ts';
import { medianPeriod, nearestInTime } from './nearestInTime.ts';
import { ask, type LayoutChoices, type Question } from './questions.ts';

/** How files of two sensors are joined: by the same name, by the nearest time in their names, or by their order. */
export type JoinWay = 'name' | 'time' | 'order';

/** The files of one sensor, ready to be joined with those of another. */
export interface SensorFiles {
  readonly sensor: string;
  /** The name without ending, or the part of it that tells the moment → path; in order of time where all have one. */
  readonly byKey: ReadonlyMap<string, string>;
  /** Where names are times. */
  readonly times?: FileTimesByPath;
}

interface FileTimesByPath {
  readonly unit: string;
  /** Path → nanoseconds, ascending. */
  readonly nsByPath: ReadonlyMap<string, bigint>;
}

export interface Join {
  readonly way: JoinWay;
  /** Cloud → image; each image at most once. */
  readonly pairs: ReadonlyMap<string, string>;
  /** Seconds; only of a join by time. */
  readonly tolerance?: number;
}

/** What half a period is taken to be where there is a single cloud: half a turn at 10 Hz. */
const DEFAULT_TOLERANCE_NS = 50_000_000n;

/**
 * The files of a sensor, with their times where names are times. A file whose time another one has is left out and
 * named: two names can be one time (`1571826424_5`, `1571826424_000000005`).
 */
export function sensorFiles(
  sensor: string,
  byKey: ReadonlyMap<string, string>,
  problems: Problem[],
): SensorFiles {
  const keys = [...byKey.keys()];
  const found = fileTimes(keys);
  if (found === undefined) return { sensor, byKey };
  const { unit, ns } = found;
  const again = new Set<string>();
  const nsByPath = new Map<string, bigint>();
  let previous: bigint | undefined;
  const indices = inOrderOfTime(ns);
  for (const i of indices) {
    const path = byKey.get(keys[i]!)!;
    if (ns[i] === previous) {
      again.add(keys[i]!);
      const params = { sensor, time: `${previous} ns` };
      problems.push({ code: 'time.duplicate', severity: 'warning', path, params });
      continue;
    }
    previous = ns[i]!;
    nsByPath.set(path, previous);
  }
  const times = { unit, nsByPath };
  const isInOrder = nsByPath.size === keys.length && indices.every((index, i) => index === i);
  if (isInOrder) return { sensor, byKey, times };
  const ordered = nsByPath.size + again.size === keys.length ? indices.map((i) => keys[i]!) : keys;
  const kept = ordered.filter((key) => !again.has(key));
  return { sensor, byKey: new Map(kept.map((key) => [key, byKey.get(key)!])), times };
}

/** The indices of the times that are known, ascending by time; of equal ones the first stays first. */
function inOrderOfTime(ns: readonly (bigint | undefined)[]): number[] {
  const indices: number[] = [];
  let isSorted = true;
  for (const [i, time] of ns.entries()) {
    if (time === undefined) continue;
    const before = indices.at(-1);
    isSorted &&= before === undefined || ns[before]! <= time;
    indices.push(i);
  }
  return isSorted ? indices : indices.sort((i, j) => (ns[i]! < ns[j]! ? -1 : Number(ns[i]! > ns[j]!)));
}

/**
 * The ways in which the images of a camera (or the sweeps of another lidar) can belong to clouds, the likeliest first:
 * the one that finds more, else by name. By time: each the other's nearest, at most half the median period of the clouds
 * apart. By order: only where neither name nor time tells anything and there are equally many of both. Empty where
 * nothing fits.
 */
export function possibleJoins(clouds: SensorFiles, images: SensorFiles): Join[] {
  const byName = joinByName(clouds, images);
  // What has the same name has the same time.
  if (byName.pairs.size > 0 && byName.pairs.size === clouds.byKey.size) return [byName];
  const joins = [byName, joinByTime(clouds, images)].filter(({ pairs }) => pairs.size > 0);
  if (joins.length > 0) return joins.sort((a, b) => b.pairs.size - a.pairs.size);
  const others = [...images.byKey.values()];
  if (others.length === 0 || others.length !== clouds.byKey.size) return [];
  const pairs = new Map([...clouds.byKey.values()].map((cloud, i) => [cloud, others[i]!]));
  return [{ way: 'order', pairs }];
}

/** Asked when name and time put an image with different clouds, or two images with one cloud. */
export function matchingQuestion(
  cameras: readonly (readonly Join[])[],
  choices: LayoutChoices,
): Question | undefined {
  const open = cameras.filter(([first, second]) => first && second && contradict(first.pairs, second.pairs));
  const found = (way: JoinWay): number =>
    open.flat().reduce((sum, join) => sum + (join.way === way ? join.pairs.size : 0), 0);
  if (open.length === 0) return undefined;
  return ask('imageMatching', found('time') > found('name') ? ['time', 'name'] : ['name', 'time'], choices);
}

/** The join that the question was answered with, where that is possible, else the likeliest. */
export function chosenJoin(joins: readonly Join[], question: Question | undefined): Join | undefined {
  return joins.find(({ way }) => way === question?.chosen) ?? joins[0];
}

/** What has been assumed by joining in these ways, once each. */
export function assumedByJoins(joins: readonly Join[]): Problem[] {
  const found = new Map<string, Problem>();
  for (const { way, tolerance } of joins) {
    const reason = ({ name: 'assumedByName', time: 'assumedByTime', order: 'assumedByOrder' } as const)[way];
    // To the millisecond: it is said to people.
    const params: Record<string, number> =
      tolerance === undefined ? {} : { tolerance: Number(tolerance.toFixed(3)) };
    found.set(JSON.stringify({ reason, ...params }), assumed(reason, params));
  }
  return [...found.values()];
}

/** What has been assumed of the numbers in names, once for each unit. */
export function assumedByTimes(sensors: readonly SensorFiles[]): Problem[] {
  const units = new Set(sensors.flatMap(({ times }) => times?.unit ?? []));
  return [...units].map((unit) => assumed('assumedTimeUnit', { unit }));
}

function joinByName(clouds: SensorFiles, images: SensorFiles): Join {
  const pairs = new Map<string, string>();
  for (const [key, cloud] of clouds.byKey) {
    const image = images.byKey.get(key);
    if (image !== undefined) pairs.set(cloud, image);
  }
  return { way: 'name', pairs };
}

function joinByTime(clouds: SensorFiles, images: SensorFiles): Join {
  if (clouds.times === undefined || images.times === undefined) return { way: 'time', pairs: new Map() };
  const [cloudPaths, cloudNs] = columns(clouds.times);
  const [imagePaths, imageNs] = columns(images.times);
  const period = medianPeriod(cloudNs);
  const toleranceNs = period === undefined ? DEFAULT_TOLERANCE_NS : period / 2n;
  const pairs = nearestInTime(cloudNs, imageNs, toleranceNs).map(
    ([i, j]) => [cloudPaths[i]!, imagePaths[j]!] as const,
  );
  return { way: 'time', pairs: new Map(pairs), tolerance: Number(toleranceNs) / 1e9 };
}

function columns({ nsByPath }: FileTimesByPath): [paths: string[], ns: bigint[]] {
  return [[...nsByPath.keys()], [...nsByPath.values()]];
}

function contradict(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const cloudOf = new Map([...b].map(([cloud, image]) => [image, cloud]));
  return [...a].some(
    ([cloud, image]) => (b.get(cloud) ?? image) !== image || (cloudOf.get(image) ?? cloud) !== cloud,
  );
}
