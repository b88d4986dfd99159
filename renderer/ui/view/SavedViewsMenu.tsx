import { Bookmark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SAVED_VIEWS } from '#renderer/scene/sceneCommands.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { useSavedViews } from './useSavedViews.ts';

/** Where the cameras stand: views to go to and to save, and whether cameras go along with the selection. */
export function SavedViewsMenu(): ReactNode {
  const { t } = useTranslation();
  const [views] = useSavedViews();
  const follows = usePreferences((settings) => settings.followsSelection);
  return (
    <Popover icon={Bookmark} name={t('savedViews.title')} place="below" role="menu" isOn={follows}>
      {SAVED_VIEWS.map(({ restore }, slot) => (
        <Item key={restore} command={restore} isEnabled={Boolean(views[slot])}>
          {t(views[slot] ? 'savedViews.restore' : 'savedViews.empty', { n: slot + 1 })}
        </Item>
      ))}
      <hr className="menu__line" />
      {SAVED_VIEWS.map(({ save }, slot) => (
        <Item key={save} command={save}>
          {t('savedViews.save', { n: slot + 1 })}
        </Item>
      ))}
      <hr className="menu__line" />
      <Item command="view.followSelection" isChecked={follows}>
        {t('savedViews.follow')}
      </Item>
    </Popover>
  );
}

interface ItemProps {
  readonly command: CommandId;
  readonly isEnabled?: boolean;
  /** For what is on or off. */
  readonly isChecked?: boolean;
  readonly children: string;
}

function Item({ command, isEnabled = true, isChecked, children }: ItemProps): ReactNode {
  const { commands } = useWorkspace().session;
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={isChecked}
      className="menu__item menu__item--keyed"
      disabled={!isEnabled}
      onClick={() => commands.run(command)}
    >
      {children}
      <KeyCaps command={command} />
    </button>
  );
}
