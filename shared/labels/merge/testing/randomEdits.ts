import { v5 } from 'uuid';
import {
  exampleObject,
  exampleSidecar,
  exampleTracksFile,
  EXAMPLE_FRAME_ID,
} from '../../../../testing/exampleLabels.ts';
import { objectIdOf, TRACK_NAMESPACE } from '../../ids.ts';
import type { Attributes, ObjectJson, Sidecar } from '../../sidecar.ts';
import type { TrackJson, TracksFile } from '../../tracksFile.ts';

/** The label files of one frame and its sequence, as one person has them. */
export interface Labels {
  readonly sidecar: Sidecar;
  readonly tracks: TracksFile;
}

/** The same numbers for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  of<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }
}

const TRACK_IDS = Array.from({ length: 14 }, (_, i) => v5(`track ${i}`, TRACK_NAMESPACE));
const BOX_IDS = Array.from({ length: 6 }, (_, i) => v5(`box ${i}`, TRACK_NAMESPACE));
const NOTE_IDS = Array.from({ length: 4 }, (_, i) => v5(`note ${i}`, TRACK_NAMESPACE));
const CLASSES = ['car', 'truck', 'bus', 'cone'];

export function startingLabels(objects = 8): Labels {
  const ids = TRACK_IDS.slice(0, objects);
  const tracks = ids.map((id, i): TrackJson => ({ id, number: i + 1, class: 'car', attributes: {} }));
  const sidecar = exampleSidecar({
    objects: ids.map((trackId, i) => newObject(trackId, i)),
    boxes2d: [boxOf(BOX_IDS[0] ?? '', 10)],
    review: [],
  });
  return { sidecar, tracks: exampleTracksFile({ tracks }) };
}

/** One edit, by one person, of one thing; a few change nothing because what they are about is not there. */
export function randomEdit(labels: Labels, random: Random, author: string, time: number): Labels {
  const { sidecar, tracks } = labels;
  const trackId = random.of(TRACK_IDS);
  const stamp = { author, changedAt: `${1_700_000_000_000_000_000n + BigInt(time)}` };
  const value = random.below(100);
  const objects = (change: (object: ObjectJson) => ObjectJson | undefined): Labels => ({
    tracks,
    sidecar: { ...sidecar, objects: changed(sidecar.objects, 'trackId', trackId, change) },
  });
  const inTracks = (change: (track: TrackJson) => TrackJson | undefined): Labels => ({
    sidecar,
    tracks: { ...tracks, tracks: changed(tracks.tracks, 'id', trackId, change) },
  });
  const boxes = (
    id: string,
    change: (box: Sidecar['boxes2d'][number]) => Sidecar['boxes2d'][number] | undefined,
  ) => ({
    tracks,
    sidecar: { ...sidecar, boxes2d: changed(sidecar.boxes2d, 'id', id, change) },
  });
  const edits: readonly (() => Labels)[] = [
    () =>
      objects((object) => ({
        ...object,
        cuboid: { ...object.cuboid, centre: [value, random.below(100), 1], size: [4, 2, 1 + value / 100] },
        provenance: { ...object.provenance, source: 'manual', keyframe: true, ...stamp },
        points: value,
        projections: [],
      })),
    () =>
      objects((object) => ({
        ...object,
        cuboid: { ...object.cuboid, rotation: [0, 0, value / 100, 1], yaw: value / 100 },
        provenance: { ...object.provenance, source: 'fitted', method: 'click', keyframe: true, ...stamp },
      })),
    () =>
      objects((object) => ({
        ...object,
        provenance: { ...object.provenance, keyframe: value < 50, ...stamp },
      })),
    () => objects((object) => ({ ...object, attributes: withAttribute(object.attributes, random) })),
    () => objects((object) => ({ ...object, status: value < 50 ? 'draft' : 'confirmed' })),
    () => objects((object) => ({ ...object, [`other${value % 2}`]: { by: author, value } })),
    () => objects((object) => ({ ...object, cuboid: { ...object.cuboid, wheels: value } })),
    () => objects((object) => ({ ...object, points: value })),
    () => objects(() => undefined),
    () =>
      withObject(labels, trackId, {
        ...newObject(trackId, value),
        provenance: { source: 'manual', keyframe: true, ...stamp },
      }),
    () => withObject(labels, trackId, newObject(trackId, value)),
    () => inTracks((track) => ({ ...track, class: random.of(CLASSES) })),
    () => inTracks((track) => ({ ...track, attributes: withAttribute(track.attributes, random) })),
    () => inTracks((track) => ({ ...track, size: [4, 2, 1 + value / 100], static: value < 50 })),
    () => inTracks((track) => ({ ...track, sourceId: `${value}`, [`other${value % 2}`]: value })),
    () => inTracks(() => undefined),
    () => withTrack(labels, trackId),
    () =>
      boxes(random.of(BOX_IDS), (box) => ({
        ...box,
        rectangle: boxOf('', value).rectangle,
        source: 'manual',
      })),
    () =>
      boxes(random.of(BOX_IDS), (box) => ({
        ...box,
        class: random.of(CLASSES),
        trackId,
        linkedBy: random.of(['person', 'matched'] as const),
        ...stamp,
      })),
    () => boxes(random.of(BOX_IDS), ({ trackId: _t, linkedBy: _l, ...box }) => ({ ...box, ...stamp })),
    () => boxes(random.of(BOX_IDS), (box) => ({ ...box, extent: random.of(['visible', 'amodal'] as const) })),
    () =>
      boxes(random.of(BOX_IDS), (box) => ({
        ...box,
        attributes: withAttribute(box.attributes ?? {}, random),
      })),
    () => boxes(random.of(BOX_IDS), () => undefined),
    () => withBox(labels, random.of(BOX_IDS), value),
    () => withNote(labels, random.of(NOTE_IDS), value < 30 ? undefined : `${author} ${value}`),
    () => ({
      tracks,
      sidecar: {
        ...sidecar,
        frame: withDone(sidecar.frame, value < 60 ? { author, markedAt: stamp.changedAt } : undefined),
      },
    }),
    () => ({
      tracks,
      sidecar: { ...sidecar, [`shift${value % 2}`]: value, frame: { ...sidecar.frame, weather: value } },
    }),
    () => ({ sidecar, tracks: { ...tracks, scenario: [value] } }),
  ];
  return random.of(edits)();
}

function changed<T extends object>(
  list: readonly T[],
  key: keyof T,
  value: unknown,
  change: (record: T) => T | undefined,
): T[] {
  return list.flatMap((record) => (record[key] === value ? (change(record) ?? []) : record));
}

function withAttribute(attributes: Attributes, random: Random): Attributes {
  const { [random.of(['colour', 'doors', 'state'])]: _gone, ...others } = attributes;
  return random.below(4) === 0
    ? others
    : { ...attributes, [random.of(['colour', 'doors', 'state'])]: random.below(9) };
}

function newObject(trackId: string, x: number): ObjectJson {
  const { cuboid } = exampleObject();
  return exampleObject({
    id: objectIdOf(trackId, EXAMPLE_FRAME_ID),
    trackId,
    cuboid: { ...cuboid, centre: [x, 0, 0.7] },
    provenance: { source: 'imported', keyframe: false },
    status: 'draft',
  });
}

function withObject({ sidecar, tracks }: Labels, trackId: string, object: ObjectJson): Labels {
  const isThere = sidecar.objects.some((other) => other.trackId === trackId);
  return {
    tracks,
    sidecar: { ...sidecar, objects: isThere ? sidecar.objects : [...sidecar.objects, object] },
  };
}

function withTrack({ sidecar, tracks }: Labels, id: string): Labels {
  if (tracks.tracks.some((other) => other.id === id)) return { sidecar, tracks };
  const number = 1 + Math.max(0, ...tracks.tracks.map((track) => track.number));
  return {
    sidecar,
    tracks: { ...tracks, tracks: [...tracks.tracks, { id, number, class: 'car', attributes: {} }] },
  };
}

function boxOf(id: string, left: number): Sidecar['boxes2d'][number] {
  const rectangle = { left, top: 0, right: left + 10, bottom: 10 };
  return { id, camera: 'front', rectangle, class: 'sign', source: 'imported' };
}

function withBox({ sidecar, tracks }: Labels, id: string, left: number): Labels {
  const isThere = sidecar.boxes2d.some((other) => other.id === id);
  return {
    tracks,
    sidecar: { ...sidecar, boxes2d: isThere ? sidecar.boxes2d : [...sidecar.boxes2d, boxOf(id, left)] },
  };
}

function withNote({ sidecar, tracks }: Labels, id: string, text: string | undefined): Labels {
  const others = sidecar.review.filter((note) => note.id !== id);
  return { tracks, sidecar: { ...sidecar, review: text === undefined ? others : [...others, { id, text }] } };
}

function withDone(frame: Sidecar['frame'], done: Sidecar['frame']['done']): Sidecar['frame'] {
  const { done: _done, ...rest } = frame;
  return done === undefined ? rest : { ...rest, done };
}
