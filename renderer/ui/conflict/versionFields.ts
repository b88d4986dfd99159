import type { TFunction } from 'i18next';
import { yawOf } from '#shared/geometry/quaternion.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import type { Box2dRecord, CuboidRecord, LabelRecord } from '#renderer/editor/document/records.ts';

/** One line of the comparison. */
export interface VersionField {
  readonly name: string;
  readonly mine: string;
  readonly theirs: string;
  readonly differs: boolean;
}

type Values = ReadonlyMap<string, string>;

/** Everything that is said of a record, side by side, exactly; a side that has deleted it says nothing. */
export function versionFields(
  t: TFunction,
  mine: LabelRecord | undefined,
  theirs: LabelRecord | undefined,
): readonly VersionField[] {
  const [left, right] = [valuesOf(t, mine), valuesOf(t, theirs)];
  const differ = mine !== undefined && theirs !== undefined;
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => {
    const [own, other] = [left.get(name) ?? '', right.get(name) ?? ''];
    return { name, mine: own, theirs: other, differs: differ && own !== other };
  });
}

/** Is it what stands on both sides? */
export function isSameVersion(a: LabelRecord | undefined, b: LabelRecord | undefined): boolean {
  return deepEqual(a, b);
}

function valuesOf(t: TFunction, record: LabelRecord | undefined): Values {
  if (record === undefined) return new Map();
  switch (record.type) {
    case 'cuboid':
      return cuboidValues(t, record);
    case 'track':
      return new Map([
        [t('inspector.class'), record.class],
        ...(record.size === undefined ? [] : [[t('inspector.size'), numbers(record.size)] as const]),
        ...(record.isStatic === undefined
          ? []
          : [[t('conflict.static'), yesNo(t, record.isStatic)] as const]),
        ...entries(record.attributes),
        ...(record.sourceId === undefined ? [] : [[t('conflict.sourceId'), record.sourceId] as const]),
        ...entries(record.extra),
      ]);
    case 'box2d':
      return box2dValues(t, record);
    case 'review':
      return new Map(entries(record.extra));
    case 'done':
      return new Map([
        [t('conflict.author'), record.author ?? '—'],
        [t('conflict.changedAt'), moment(record.markedAt)],
        ...entries(record.extra),
      ]);
  }
}

function cuboidValues(t: TFunction, { cuboid, status, provenance, attributes, extra }: CuboidRecord): Values {
  const { source, author, changedAt, keyframe } = provenance;
  return new Map([
    [t('conflict.centre'), numbers(cuboid.centre)],
    [t('conflict.size'), numbers(cuboid.size)],
    [t('conflict.heading'), `${exact(Number(((yawOf(cuboid.rotation) * 180) / Math.PI).toFixed(3)))}°`],
    [t('conflict.status'), t(status === 'confirmed' ? 'inspector.confirmed' : 'inspector.draft')],
    ...entries(attributes),
    [
      t('inspector.origin'),
      t(`inspector.sources.${source}`) + (keyframe ? ` · ${t('inspector.keyframe')}` : ''),
    ],
    [t('conflict.author'), author ?? '—'],
    [t('conflict.changedAt'), moment(changedAt)],
    ...entries(extra),
  ]);
}

function box2dValues(t: TFunction, record: Box2dRecord): Values {
  const { rectangle, trackId, extent, score } = record;
  const { left, top, right, bottom } = rectangle;
  return new Map([
    [t('conflict.camera'), record.camera],
    [t('conflict.rectangle'), numbers([left, top, right, bottom])],
    [t('inspector.class'), record.class],
    [t('inspector.track'), trackId ?? '—'],
    [t('boxes.extent'), extent === undefined ? '—' : t(`boxes.extents.${extent}`)],
    ...entries(record.attributes ?? {}),
    [t('inspector.origin'), t(`inspector.sources.${record.source}`)],
    ...(score === undefined ? [] : [[t('boxes.score'), exact(score)] as const]),
    [t('conflict.author'), record.author ?? '—'],
    [t('conflict.changedAt'), moment(record.changedAt)],
    ...entries(record.extra),
  ]);
}

function entries(record: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(record).map(([key, value]) => [
    key,
    typeof value === 'string'
      ? value
      : typeof value === 'number'
        ? exact(value)
        : (JSON.stringify(value) ?? ''),
  ]);
}

function numbers(values: readonly number[]): string {
  return values.map(exact).join('  ');
}

/** Every digit that is in the file, with a true minus sign. */
function exact(value: number): string {
  return String(value).replace('-', '−');
}

function yesNo(t: TFunction, value: boolean): string {
  return t(value ? 'conflict.yes' : 'conflict.no');
}

/** Nanoseconds since 1970, as files have them. */
function moment(nanoseconds: string | undefined): string {
  return nanoseconds === undefined ? '' : formatDay(Number(BigInt(nanoseconds) / 1_000_000n));
}
