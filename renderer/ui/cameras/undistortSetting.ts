import type { HostClient } from '#shared/host/contract.ts';
import type { Settings } from '#shared/host/settings.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { applySettings } from '../workspace/applySettings.ts';

/** Is the camera's image of the dataset at `path` to be shown without its distortion? */
export function isUndistorted(
  { undistorted }: Pick<Settings, 'undistorted'>,
  path: string,
  cameraId: string,
): boolean {
  return undistorted[path]?.includes(cameraId) === true;
}

/** All of these cameras undistorted, or, where they are so already, none of them. */
export function toggleUndistorted(host: HostClient, path: string, cameraIds: readonly string[]): void {
  const settings = usePreferences.getState();
  const others = (settings.undistorted[path] ?? []).filter((id) => !cameraIds.includes(id));
  const areOn = cameraIds.every((id) => isUndistorted(settings, path, id));
  const ours = areOn ? others : [...others, ...cameraIds];
  void applySettings(host, { undistorted: { ...settings.undistorted, [path]: ours } });
}
