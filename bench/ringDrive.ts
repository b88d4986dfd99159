import { SIDECAR_CONVENTIONS } from '#shared/labels/conventions.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { sidecarPath, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import type { QualityCamera, QualityFrame } from '#shared/quality/qualityFrame.ts';
import { ringCameras, ringFrame } from './agreementSpeed.ts';
import type { Files } from './layoutFolders.ts';
import { LENS } from './ringScene.ts';

const GENERATOR = { name: 'boxwright', version: '0.1.0' };

/**
 * A dataset of sequences with six cameras each and 40 objects in every frame, labelled in 3D and 2D, as files. Its clouds
 * and images are empty.
 */
export function* ringDrive(sequences: number, frames: number): Files {
  const cameras = ringCameras();
  const random = seededRandom(7);
  const ids = Array.from({ length: sequences }, (_, s) => `ring_${String(s).padStart(3, '0')}`);
  const names = Array.from({ length: frames }, (_, index) => String(index).padStart(6, '0'));
  const manifest = {
    format: 'boxwright-dataset',
    version: 1,
    labelFrame: 'lidar',
    sequences: ids.map((id) => ({
      id,
      lidars: [{ id: 'lidar' }],
      cameras: cameras.map(manifestCamera),
      frames: names.map((name) => ({
        clouds: { lidar: `${id}/lidar/${name}.pcd` },
        images: Object.fromEntries(cameras.map((camera) => [camera.id, imagePath(id, camera, name)])),
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
      yield [id, ''];
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
