import type { CameraReading, SceneCalibration } from './bareReading.ts';

/**
 * What ROS's own files say, and for cameras that they do not calibrate what other calibration files of the folder say: bags
 * are often unpacked beside a calibration of another program.
 *
 * @param readOthers is asked only where a camera has no calibration
 */
export async function withFallback(
  own: SceneCalibration,
  readOthers: () => Promise<SceneCalibration>,
): Promise<SceneCalibration> {
  if (![...own.cameras.values()].some(isMissing)) return own;
  const others = await readOthers();
  const taken = [...others.cameras].filter(
    ([camera, { reading }]) => isMissing(own.cameras.get(camera)) && !('fault' in reading),
  );
  if (taken.length === 0) return own;
  const cameras = new Map([...own.cameras, ...taken]);
  const isOwnUsed = [...own.cameras.values()].some(({ reading }) => !('fault' in reading));
  const used = new Set(others.used);
  return {
    cameras,
    labelFromLidar: own.labelFromLidar.size > 0 ? own.labelFromLidar : others.labelFromLidar,
    used: [...own.used, ...used],
    // A file that ROS's form does not fit was read after all.
    problems: [
      ...own.problems.filter(({ path }) => path === undefined || !used.has(path)),
      ...others.problems.filter(({ code }) => code === 'layout.assumed'),
    ],
    questions: [...(own.questions ?? []), ...(others.questions ?? [])],
    forms: [...new Set([...(isOwnUsed ? own.forms : []), ...others.forms])],
  };
}

function isMissing(camera: CameraReading | undefined): boolean {
  return (
    camera !== undefined && 'fault' in camera.reading && camera.reading.fault.code === 'calibration.missing'
  );
}
