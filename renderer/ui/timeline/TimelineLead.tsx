import { Camera as CameraIcon, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { LucideIcon } from 'lucide-react';
import { ChoiceMenu } from '../controls/ChoiceMenu.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { DoneButton } from '../frames/DoneButton.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';

export interface TimelineLeadProps {
  readonly cameraId: string | undefined;
  onCamera(cameraId: string): void;
  readonly position: RefObject<HTMLElement | null>;
  readonly time: RefObject<HTMLElement | null>;
}

/** Going through the frames, where one is, and the button that takes the work on. */
export function TimelineLead({ cameraId, onCamera, position, time }: TimelineLeadProps): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const isPlaying = useStore(session.playback.store, (state) => state.isPlaying);
  const { cameras } = sequence;
  return (
    <div className="timeline__lead">
      <div className="timeline__line">
        <Step icon={ChevronLeft} command="frame.previous" />
        <Step icon={isPlaying ? Pause : Play} command="frame.play" />
        <Step icon={ChevronRight} command="frame.next" />
        <span className="timeline__position" aria-hidden>
          <b ref={position} /> / {sequence.frames.length}
        </span>
        <span
          ref={time}
          className="timeline__time"
          title={session.tracks.motion.isTimed ? undefined : t('timeline.noTimes')}
        />
      </div>
      <div className="timeline__line">
        <DoneButton />
        <span className="timeline__space" />
        {cameraId !== undefined && cameras.length > 1 && (
          <ChoiceMenu
            icon={CameraIcon}
            name={t('timeline.camera')}
            value={cameraId}
            choices={cameras.map(({ id, name }) => ({ value: id, text: name }))}
            onChange={onCamera}
          />
        )}
      </div>
    </div>
  );
}

function Step({ icon, command }: { readonly icon: LucideIcon; readonly command: CommandId }): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip(command);
  const isEnabled = useEditor(() => commands.isEnabled(command));
  return (
    <IconButton
      icon={icon}
      name={tooltip}
      data-command={command}
      disabled={!isEnabled}
      onMouseDown={keepKeysInViews}
      onClick={() => commands.run(command)}
    />
  );
}
