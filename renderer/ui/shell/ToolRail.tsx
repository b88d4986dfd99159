import {
  Box,
  Keyboard,
  LocateFixed,
  Maximize,
  MousePointer2,
  Palette,
  Ruler,
  SquareDashedMousePointer,
  Map as MapIcon,
  type LucideIcon,
} from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useKeyCaps } from '../controls/useKeyCaps.ts';
import { walkFocus } from '../controls/walkFocus.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { LayersButton } from '../layers/LayersButton.tsx';
import { COLOR_COMMANDS } from '../workspace/appearanceCommands.ts';

/** Tools above, views below, the shortcut sheet at the foot; each with its key. */
export function ToolRail(): ReactNode {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const tool = useEditor((state) => state.tool);
  return (
    <nav className="tool-rail" aria-label={t('region.tools')}>
      <div
        ref={ref}
        className="tool-rail__tools"
        role="toolbar"
        aria-orientation="vertical"
        aria-label={t('region.tools')}
        onMouseDown={keepKeysInViews}
        onKeyDown={(event) => walkFocus(event, ref.current)}
      >
        <RailButton icon={MousePointer2} command="tool.select" keyLabel="Esc" isPressed={tool === 'select'} />
        <RailButton icon={Box} command="tool.draw" isPressed={tool === 'draw'} />
        <RailButton icon={SquareDashedMousePointer} command="tool.drawBox" isPressed={tool === 'box2d'} />
        <RailButton icon={Ruler} command="tool.measure" isPressed={tool === 'measure'} />
        <span className="rail-line" />
        <RailButton icon={MapIcon} command="view.swapTop" />
        <RailButton icon={Maximize} command="view.frameAll" />
        <RailButton icon={LocateFixed} command="view.flyToSelection" />
        <ColourButton />
        <LayersButton />
        <span className="rail-space" />
        <RailButton icon={Keyboard} command="app.shortcuts" keyLabel="?" />
      </div>
    </nav>
  );
}

interface RailButtonProps {
  readonly icon: LucideIcon;
  readonly command: CommandId;
  /** What stands for the key when it is not the command's own first chord. */
  readonly keyLabel?: string;
  readonly isPressed?: boolean;
}

function RailButton({ icon: Icon, command, keyLabel, isPressed }: RailButtonProps): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip(command);
  const caps = useKeyCaps(command);
  return (
    <button
      type="button"
      className="rail-button"
      aria-label={tooltip}
      data-command={command}
      aria-pressed={isPressed}
      title={tooltip}
      onClick={() => commands.run(command)}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <span className="rail-button__key" aria-hidden>
        {keyLabel ?? caps?.join('')}
      </span>
    </button>
  );
}

/** Goes through the ways of colouring the points; each also has its own key. */
function ColourButton(): ReactNode {
  const { session, sequence } = useWorkspace();
  const { commands } = session;
  const mode = usePreferences((settings) => settings.colorMode);
  const offered = COLOR_COMMANDS.filter((entry) => entry.mode !== 'camera' || sequence.cameras.length > 0);
  const next = offered[(offered.findIndex((entry) => entry.mode === mode) + 1) % offered.length]!;
  const tooltip = useCommandTooltip(next.command);
  const current = COLOR_COMMANDS.find((entry) => entry.mode === mode);
  const caps = useKeyCaps(current?.command ?? next.command);
  return (
    <button
      type="button"
      className="rail-button"
      aria-label={tooltip}
      title={tooltip}
      onClick={() => commands.run(next.command)}
    >
      <Palette size={18} strokeWidth={1.75} aria-hidden />
      <span className="rail-button__key" aria-hidden>
        {caps?.join('')}
      </span>
    </button>
  );
}
