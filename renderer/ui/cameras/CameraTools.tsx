import { Expand, Grid2x2, Grip, SlidersHorizontal } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { usePreferences } from '#renderer/state/preferences.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useCloseOutside } from '../controls/useCloseOutside.ts';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TonePopover } from './TonePopover.tsx';
import './cameraTools.css';

/** What can be done with all images: one of them large, all side by side, with lidar points, lighter or darker. */
export function CameraTools(): ReactNode {
  const { commands } = useWorkspace().session;
  const stage = useEditor((state) => state.imageStage.kind);
  const [isAdjusting, setAdjusting] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setAdjusting(false), []);
  useCloseOutside(root, isAdjusting, close);
  useEffect(
    () => commands.register('images.adjust', { run: () => setAdjusting((before) => !before) }),
    [commands],
  );
  const enlarge = useCommandTooltip('images.enlarge');
  const compare = useCommandTooltip('images.compare');
  const showsPoints = usePreferences((settings) => settings.showsImagePoints);
  const points = useCommandTooltip('images.points');
  const adjust = useCommandTooltip('images.adjust');
  return (
    <div ref={root} className="camera-tools on-photo" data-keys="controls">
      <IconButton
        icon={Expand}
        name={enlarge}
        aria-pressed={stage === 'camera'}
        onMouseDown={keepKeysInViews}
        onClick={() => commands.run('images.enlarge')}
      />
      <IconButton
        icon={Grid2x2}
        name={compare}
        aria-pressed={stage === 'compare'}
        onMouseDown={keepKeysInViews}
        onClick={() => commands.run('images.compare')}
      />
      <IconButton
        icon={Grip}
        name={points}
        aria-pressed={showsPoints}
        onMouseDown={keepKeysInViews}
        onClick={() => commands.run('images.points')}
      />
      <IconButton
        icon={SlidersHorizontal}
        name={adjust}
        aria-expanded={isAdjusting}
        onMouseDown={keepKeysInViews}
        onClick={() => setAdjusting(!isAdjusting)}
      />
      {isAdjusting && <TonePopover onClose={close} />}
    </div>
  );
}
