import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import type { QualityFrame, QualityPoints } from '#shared/quality/qualityFrame.ts';
import type { CameraData } from './protocol.ts';
import type { SentFrame } from './qualityProtocol.ts';

/** Lenses of single images may be many; the last ones are those that come again. */
const LENSES_KEPT = 64;
const views = new Map<string, CameraView>();

/** A frame as rules look at it: with lenses that compute, and with its cloud where that is at hand. */
export function qualityFrameOf({ cameras, ...frame }: SentFrame, points?: QualityPoints): QualityFrame {
  return {
    ...frame,
    cameras: cameras.map(({ sight, ...camera }) => ({
      ...camera,
      ...(sight === undefined ? {} : { view: viewOf(sight) }),
    })),
    ...(points === undefined ? {} : { points }),
  };
}

/** The same lens is the same object in every frame: what is remembered of it is then of use. */
function viewOf(sight: CameraData): CameraView {
  const key = JSON.stringify(sight);
  const known = views.get(key);
  if (known !== undefined) return known;
  const { intrinsics, cameraFromLabel, width, height } = sight;
  const view: CameraView = { model: createCameraModel(intrinsics), cameraFromLabel, width, height };
  if (views.size >= LENSES_KEPT) views.delete([...views.keys()][0]!);
  views.set(key, view);
  return view;
}
