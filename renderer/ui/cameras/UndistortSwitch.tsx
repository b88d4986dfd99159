import { Aperture } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Camera } from '#shared/dataset/dataset.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { toggleUndistorted } from './undistortSetting.ts';
import './undistortSwitch.css';

/** Shows a camera's image without its distortion, and as the lens drew it again. */
export function UndistortSwitch({ camera, isOn }: { camera: Camera; isOn: boolean }): ReactNode {
  const host = useHost();
  const { path } = useWorkspace();
  const name = useCommandTooltip('images.undistort');
  return (
    <IconButton
      className="undistort-switch on-photo"
      icon={Aperture}
      name={name}
      aria-pressed={isOn}
      data-keys="controls"
      onMouseDown={keepKeysInViews}
      onClick={() => toggleUndistorted(host, path, [camera.id])}
    />
  );
}
