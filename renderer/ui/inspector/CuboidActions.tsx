import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** What can be done with the selection besides typing numbers; each has its key. */
export function CuboidActions(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="inspector__actions">
      <Action command="cuboid.fit" text={t('inspector.fit')} isForOne />
      <Action command="cuboid.settle" text={t('inspector.settle')} />
      <DeleteButton />
    </div>
  );
}

interface ActionProps {
  readonly command: CommandId;
  readonly text: string;
  /** Does nothing for several objects. */
  readonly isForOne?: boolean;
}

function Action({ command, text, isForOne = false }: ActionProps): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip(command);
  const isDisabled = useEditor(
    ({ readOnly, selection }) => readOnly !== undefined || (isForOne && selection.length > 1),
  );
  return (
    <Button title={tooltip} disabled={isDisabled} onClick={() => commands.run(command)}>
      {text} <KeyCaps command={command} />
    </Button>
  );
}

function DeleteButton(): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip('edit.delete');
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  return (
    <IconButton
      icon={Trash2}
      name={tooltip}
      className="inspector__delete"
      disabled={isReadOnly}
      onClick={() => commands.run('edit.delete')}
    />
  );
}
