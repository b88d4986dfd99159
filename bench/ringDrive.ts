import { encodePcd } from 'pcd-format';
import { SIDECAR_CONVENTIONS } from '#shared/labels/conventions.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { sidecarPath, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { boxFromLabel, labelFromBox } from '#shared/geometry/cuboid.ts';
import type { QualityCamera, QualityFrame } from '#shared/quality/qualityFrame.ts';
import { ringCameras, ringFrame } from './agreementSpeed.ts';
import type { Files } from './layoutFolders.ts';
import { LENS } from './ringScene.ts';

const GENERATOR = { name: 'boxwright', version: '0.1.0' };

/** How much of a drive there is. */
export interface RingDriveSize {
  readonly sequences: number;
  readonly framesPerSequence: number;
  /** In each cloud; unless given, clouds are empty. */
  readonly points?: number;
}

/**
 * A dataset of sequences with six cameras each and 40 objects in every frame, labelled in 3D and 2D, as files. A tenth of the
 * cuboids is off; images are empty, and were taken a fiftieth of a second after the sweep.
 */
export function* ringDrive({ sequences, framesPerSequence, points = 0 }: RingDriveSize): Files {
  const cameras = ringCameras();
  const random = seededRandom(7);
  const ids = Array.from({ length: sequences }, (_, s) => `ring_${String(s).padStart(3, '0')}`);
  const names = Array.from({ length: framesPerSequence }, (_, index) => String(index).padStart(6, '0'));
  const manifest = {
    format: 'boxwright-dataset',
    version: 1,
    labelFrame: 'lidar',
    sequences: ids.map((id) => ({
      id,
      lidars: [{ id: 'lidar' }],
      cameras: cameras.map(manifestCamera),
      frames: names.map((name, index) => ({
        clouds: { lidar: `${id}/lidar/${name}.pcd` },
        images: Object.fromEntries(cameras.map((camera) => [camera.id, imagePath(id, camera, name)])),
        timestamps: Object.fromEntries([
          ['lidar', stamp(index)],
          ...cameras.map((camera) => [camera.id, stamp(index, 20_000_000)]),
        ]),
      })),
    })),
  };
  yield ['dataset.json', JSON.stringify(manifest)];
  for (const sequence of ids) {
    const tracks = new Map<string, TrackJson>();
    for (const [index, name] of names.entries()) {
      const id = `${sequence}/lidar/${name}.pcd`;
      const frame = ringFrame(id, index, cameras, random);
      for (const { trackId, class: kind } of frame.objects)
        if (!tracks.has(trackId))
          tracks.set(trackId, { id: trackId, number: tracks.size + 1, class: kind, attributes: {} });
      yield [id, points === 0 ? '' : cloudOf(frame, points, random)];
      for (const camera of cameras) yield [imagePath(sequence, camera, name), ''];
      yield [sidecarPath(id), serialiseSidecar(sidecarOf(sequence, frame))];
    }
    const head = { format: 'boxwright-tracks', version: 1, generator: GENERATOR, sequence } as const;
    yield [`${sequence}/${TRACKS_NAME}`, serialiseTracksFile({ ...head, tracks: [...tracks.values()] })];
  }
}

function imagePath(sequence: string, { id }: QualityCamera, name: string): string {
  return `${sequence}/${id.replace(' ', '_')}/${name}.jpg`;
}

function manifestCamera({ id, view }: QualityCamera): object {
  const { rotation: r, translation: t } = view!.cameraFromLabel;
  const matrix = [r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2], 0, 0, 0, 1];
  return { id, width: view!.width, height: view!.height, intrinsics: LENS, cameraFromLabel: { matrix } };
}

function sidecarOf(sequence: string, { id, index, objects, boxes2d }: QualityFrame): Sidecar {
  return {
    format: 'boxwright-labels',
    version: 1,
    generator: GENERATOR,
    conventions: { ...SIDECAR_CONVENTIONS },
    labelFrame: 'lidar',
    frame: { id, sequence, index, timestamps: {} },
    sources: [],
    objects: [...objects],
    boxes2d: [...boxes2d],
    review: [],
  };
}

function stamp(index: number, lateNs = 0): object {
  const ns = String(BigInt(index) * 100_000_000n + BigInt(lateNs));
  return { ns, clock: 'bench', meaning: 'mid-exposure' };
}

/** Half of the points on the ground, the others on the sides of the cars that the lidar sees. */
function cloudOf({ objects }: QualityFrame, points: number, random: () => number): Uint8Array {
  const rows = new Float32Array(3 * points);
  for (let i = 0; i < points; i++) {
    const [angle, range] = [2 * Math.PI * random(), 3 + 60 * random()];
    const { cuboid } = objects[i % objects.length]!;
    const [length, width, height] = cuboid.size;
    const towards = boxFromLabel(cuboid, [0, 0, cuboid.centre[2]]);
    const up = (random() - 0.5) * height;
    const onCar = labelFromBox(
      cuboid,
      random() < 0.5
        ? [(Math.sign(towards[0]) * length) / 2, (random() - 0.5) * width, up]
        : [(random() - 0.5) * length, (Math.sign(towards[1]) * width) / 2, up],
    );
    rows.set(i % 2 === 0 ? [range * Math.cos(angle), range * Math.sin(angle), -1.8] : onCar, 3 * i);
  }
  const columns = ['x', 'y', 'z'].map((name, axis) => ({
    name,
    values: Float32Array.from({ length: points }, (_, i) => rows[3 * i + axis]!),
  }));
  return encodePcd(columns, { encoding: 'binary' });
}
