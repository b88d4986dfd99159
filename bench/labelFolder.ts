import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { roundCuboid, roundRadians, roundRectangle } from '#shared/labels/rounding.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { SIDECAR_CONVENTIONS } from '#shared/labels/conventions.ts';
import { importedBoxId, importedTrackId, objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import type { Box2dJson, ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { Files } from './layoutFolders.ts';

export interface LabelFolderSize {
  readonly sequences: number;
  readonly framesPerSequence: number;
  readonly objectsPerFrame: number;
}

/** 100,000 sidecars as a fleet brings them home: many sequences of middling length. */
export const HUNDRED_THOUSAND: LabelFolderSize = {
  sequences: 200,
  framesPerSequence: 500,
  objectsPerFrame: 8,
};

const GENERATOR = { name: 'boxwright', version: '0.1.0' };
const CALIBRATION = `sha256:${'5'.repeat(64)}`;
const KINDS = [
  { class: 'car', size: [4.5, 1.9, 1.6] },
  { class: 'truck', size: [8.2, 2.5, 3.2] },
  { class: 'pedestrian', size: [0.6, 0.6, 1.7] },
  { class: 'bicycle', size: [1.8, 0.6, 1.6] },
] as const;

/**
 * Label files alone, without clouds and images, as they are handed on: a sidecar for each frame, each with projections
 * and 2D boxes, and a `tracks.json` for each sequence. Always the same bytes. Objects keep their lanes and their speeds,
 * so that no rule has anything to say.
 */
export function* labelFolder(size: LabelFolderSize): Files {
  for (let s = 0; s < size.sequences; s += 1) {
    const sequence = `drive_${String(s).padStart(4, '0')}`;
    const tracks = Array.from({ length: size.objectsPerFrame }, (_, n) => trackOf(sequence, n));
    const file = { format: 'boxwright-tracks', version: 1, generator: GENERATOR, sequence, tracks } as const;
    yield [`${sequence}/${TRACKS_NAME}`, serialiseTracksFile(file)];
    for (let index = 0; index < size.framesPerSequence; index += 1) {
      const id = `${sequence}/lidar/${String(index).padStart(6, '0')}.pcd`;
      yield [sidecarPath(id), serialiseSidecar(sidecarOf(id, sequence, index, tracks))];
    }
  }
}

/** Writes files below a folder. */
export function writeFiles(root: string, files: Files): void {
  const made = new Set<string>();
  for (const [path, text] of files) {
    const file = join(root, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
  }
}

function trackOf(sequence: string, n: number): TrackJson {
  const sourceId = String(n + 1);
  const kind = KINDS[n % KINDS.length]!;
  const id = importedTrackId(sequence, sourceId);
  return { id, number: n + 1, class: kind.class, attributes: {}, sourceId };
}

function sidecarOf(id: string, sequence: string, index: number, tracks: readonly TrackJson[]): Sidecar {
  const ns = String(1_700_000_000_000_000_000n + BigInt(index) * 100_000_000n);
  const objects = tracks.map((track, n) => objectOf(id, index, track, n));
  return {
    format: 'boxwright-labels',
    version: 1,
    generator: GENERATOR,
    conventions: { ...SIDECAR_CONVENTIONS },
    labelFrame: 'lidar',
    frame: {
      id,
      sequence,
      index,
      timestamps: { lidar: { ns, clock: 'unix', meaning: 'sweep middle' } },
      worldFromEgo: {
        rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
        translation: [500_000 + index * 0.8, 4_000_000, 0],
      },
    },
    sources: [
      { role: 'cloud', sensor: 'lidar', path: id, bytes: 1_900_000 + index, sha256: 'c'.repeat(64) },
      {
        role: 'image',
        sensor: 'front',
        path: `${sequence}/front/${String(index).padStart(6, '0')}.jpg`,
        bytes: 310_000 + index,
        sha256: 'f'.repeat(64),
      },
    ],
    objects,
    boxes2d: objects.filter((_, n) => n % 2 === 0).map((object) => boxOf(id, object)),
    review: [],
  };
}

function objectOf(frameId: string, index: number, track: TrackJson, n: number): ObjectJson {
  const kind = KINDS[n % KINDS.length]!;
  const ahead = 12 + 9 * n + 0.05 * index;
  const cuboid: Cuboid = roundCuboid({
    centre: [ahead, 3.5 * ((n % 3) - 1), kind.size[2] / 2 - 1.8],
    size: kind.size,
    rotation: fromYaw(n % 2 === 0 ? 0.02 : 0.02 - Math.PI),
  });
  const left = 400 + 37.25 * n;
  const height = 900 / ahead;
  const rectangle = roundRectangle({ left, top: 380.5, right: left + height + 20, bottom: 430.75 + height });
  return {
    id: objectIdOf(track.id, frameId),
    trackId: track.id,
    class: track.class,
    attributes: n % 3 === 0 ? { occlusion: 0, parked: false } : {},
    cuboid: {
      centre: [...cuboid.centre],
      size: [...cuboid.size],
      rotation: [...cuboid.rotation],
      yaw: roundRadians(cuboidYaw(cuboid)),
    },
    points: Math.max(6, Math.round(9000 / (ahead * ahead))),
    provenance: {
      source: index % 5 === 0 ? 'manual' : 'interpolated',
      keyframe: index % 5 === 0,
      author: 'lin',
      changedAt: '1700000000123456789',
    },
    status: 'confirmed',
    projections: [
      { camera: 'front', clipped: rectangle, amodal: rectangle, truncation: 0, calibration: CALIBRATION },
    ],
  };
}

function boxOf(frameId: string, { trackId, class: name, projections: [seen] }: ObjectJson): Box2dJson {
  const { left, top, right, bottom } = seen!.amodal;
  return {
    id: importedBoxId(frameId, trackId, 0),
    camera: 'front',
    rectangle: roundRectangle({ left: left + 1.25, top: top - 0.75, right: right + 0.5, bottom: bottom - 1 }),
    class: name,
    source: 'imported',
    trackId,
    linkedBy: 'imported',
    extent: 'amodal',
    importedFrom: 'boxes.json',
  };
}
