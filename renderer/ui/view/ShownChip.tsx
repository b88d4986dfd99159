import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';

export interface ShownChipProps {
  readonly text: string;
  /** What is missing may be what somebody looks for. */
  readonly isWarning: boolean;
  /** Makes it as usual again; undefined where no command does. */
  readonly end: CommandId | undefined;
}

/** Says that a view does not show the cloud of its frame as it is, and ends that. */
export function ShownChip({ text, isWarning, end }: ShownChipProps): ReactNode {
  return (
    <span className={`shown-chip ${isWarning ? 'shown-chip--warning' : ''}`} title={text}>
      <span className="shown-chip__text">{text}</span>
      {end !== undefined && <End command={end} />}
    </span>
  );
}

function End({ command }: { readonly command: CommandId }): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip(command);
  return (
    <button
      type="button"
      className="shown-chip__end"
      aria-label={tooltip}
      title={tooltip}
      onMouseDown={keepKeysInViews}
      onClick={() => commands.run(command)}
    >
      <X size={12} strokeWidth={2} aria-hidden />
    </button>
  );
}
