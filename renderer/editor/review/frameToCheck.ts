import type { CameraCalibration, Frame, ImageCalibration, Sequence } from '#shared/dataset/dataset.ts';
import { secondsBetween } from '#shared/dataset/secondsBetween.ts';
import { yawOf } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { projectionsOf, type ProjectingCamera } from '#shared/labels/projectionsOf.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import type { QualityCamera, QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { FrameRecords } from '../document/recordStore.ts';
import type { CuboidId, CuboidRecord, TrackRecord } from '../document/records.ts';
import type { Calibrations } from '../session/calibrations.ts';
import type { ImageSize } from '../session/projections.ts';
import { box2dJsonOf, reviewJsonOf, splitExtra } from '../session/sidecarRecords.ts';

/** A camera as a worker can be sent it: its lens as data. */
export type CameraToCheck = Omit<QualityCamera, 'view'> & {
  readonly sight?: Pick<CameraCalibration, 'intrinsics' | 'cameraFromLabel'> & {
    readonly width: number;
    readonly height: number;
  };
};

/** What rules look at of a frame, as it is sent to a worker: all but the cloud, which is in another one. */
export type FrameToCheck = Omit<QualityFrame, 'cameras' | 'points'> & {
  readonly cameras: readonly CameraToCheck[];
};

/** What labels say of a frame, from a file or from the document. */
export type LabelsToCheck = Pick<Sidecar, 'objects' | 'boxes2d' | 'review'>;

export interface FrameFacts {
  readonly sequence: Sequence;
  readonly motion: SequenceMotion;
  readonly calibrations: Calibrations;
  readonly imageSize: ImageSize | undefined;
}

/** Puts together what rules look at of a frame. `own`: the calibrations of its images alone, as they came with its labels. */
export function frameToCheck(
  { sequence, motion, calibrations, imageSize }: FrameFacts,
  frame: Frame,
  labels: LabelsToCheck,
  own: readonly ImageCalibration[],
): FrameToCheck {
  const position = sequence.frames.findIndex(({ id }) => id === frame.id);
  const index = Math.max(0, position);
  const pose = motion.worldFromLabel[index];
  const cameras = sequence.cameras.flatMap((camera): readonly CameraToCheck[] => {
    const image = frame.images.find(({ sensor }) => sensor === camera.id);
    if (image === undefined) return [];
    const calibration = calibrations.of(camera, frame, own);
    const { width, height } = { ...camera, ...imageSize?.(camera.id, frame) };
    const sweep = frame.clouds[0]?.timestamp;
    const offset =
      sweep === undefined || image.timestamp === undefined
        ? undefined
        : secondsBetween(sweep, image.timestamp);
    const isSeen = calibration !== undefined && width !== undefined && height !== undefined;
    return [
      {
        id: camera.id,
        ...(calibration === undefined ? {} : { calibration: calibration.hash }),
        ...(offset === undefined || !Number.isFinite(offset) ? {} : { offsetSeconds: offset }),
        ...(isSeen ? { sight: { ...sightOf(calibration), width, height } } : {}),
      },
    ];
  });
  return {
    id: frame.id,
    index,
    ...labels,
    cameras,
    ...(motion.isTimed ? { timeSeconds: motion.times[index] } : {}),
    ...(pose === undefined ? {} : { worldFromLabel: pose }),
    sensor: sensorOf(sequence, frame),
  };
}

function sightOf({
  intrinsics,
  cameraFromLabel,
}: CameraCalibration): Pick<CameraCalibration, 'intrinsics' | 'cameraFromLabel'> {
  return { intrinsics, cameraFromLabel };
}

function sensorOf({ lidars }: Sequence, { clouds }: Frame): Vec3 {
  const lidar = lidars.find(({ id }) => id === clouds[0]?.sensor);
  return lidar === undefined ? [0, 0, 0] : [...lidar.labelFromLidar.translation];
}

/** The labels of a frame as they would be saved now. */
export function labelsOf(
  { cuboids, boxes2d, reviews }: FrameRecords,
  trackOf: (cuboid: CuboidRecord) => TrackRecord | undefined,
  cameras: readonly ProjectingCamera[],
  pointCounts: ReadonlyMap<CuboidId, number>,
): LabelsToCheck {
  const objects = cuboids.map((record): ObjectJson => {
    const { centre, size, rotation } = record.cuboid;
    const extra = splitExtra(record.extra);
    return {
      ...extra.object,
      id: record.id,
      trackId: record.trackId,
      class: trackOf(record)?.class ?? '',
      attributes: record.attributes,
      cuboid: {
        ...extra.cuboid,
        centre: [...centre],
        size: [...size],
        rotation: [...rotation],
        yaw: yawOf(rotation),
      },
      points: pointCounts.get(record.id) ?? null,
      provenance: record.provenance,
      status: record.status,
      projections: projectionsOf(record.cuboid, cameras),
    };
  });
  return { objects, boxes2d: boxes2d.map(box2dJsonOf), review: reviews.map(reviewJsonOf) };
}
