import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { useConnection } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { FolderBrowser } from '../start/FolderBrowser.tsx';
import { isDataGone } from '../workspace/isDataGone.ts';
import { keepLabelsIn } from '../workspace/reopen.ts';
import { PlaceOption } from './PlaceOption.tsx';
import { usePickedFolder } from './usePickedFolder.ts';
import './labelRoot.css';

/** In a folder of the person's own, in one that they choose, or beside the data again. */
type LabelPlaceName = 'profile' | 'other' | 'data';

const close = (): void => showDialog(undefined);

/** Where labels are kept from now on: a folder in the person's profile unless another one is chosen. */
export function LabelRootDialog(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const workspace = useWorkspace();
  const { labelRoot } = workspace;
  const [place, setPlace] = useState<LabelPlaceName>('profile');
  const { path, failure, isBrowsing, pick, choose, stop } = usePickedFolder(() => setPlace('other'));
  const paths = { profile: undefined, other: path, data: workspace.path };
  if (isBrowsing) {
    return (
      <FolderBrowser
        title={t('labelRoot.chooseTitle')}
        choose={t('labelRoot.chooseFolder')}
        onChoose={choose}
        onClose={stop}
      />
    );
  }
  return (
    <Dialog
      title={t('labelRoot.title')}
      width={480}
      onClose={close}
      foot={
        <>
          <Button onClick={close}>{t('browser.cancel')}</Button>
          <Button
            look="primary"
            disabled={place === 'other' && path === undefined}
            onClick={() => void keepLabelsIn(connection, workspace, paths[place])}
          >
            {t(isDataGone(workspace) ? 'labelRoot.applyNow' : 'labelRoot.apply')}
          </Button>
        </>
      }
    >
      <p>{t('labelRoot.explain')}</p>
      <p className="label-root__explain">
        {t(labelRoot.isDataFolder ? 'labelRoot.explainExisting' : 'labelRoot.explainLeaving')}
      </p>
      <div role="radiogroup" aria-label={t('labelRoot.title')}>
        <PlaceOption
          title={t('labelRoot.profile')}
          help={t('labelRoot.profileHelp')}
          isChosen={place === 'profile'}
          onChoose={() => setPlace('profile')}
        />
        <PlaceOption
          title={t('labelRoot.other')}
          help={path ?? t('labelRoot.otherHelp')}
          isChosen={place === 'other'}
          onChoose={() => setPlace('other')}
        >
          <Button onClick={() => void pick()}>{t('labelRoot.choose')}</Button>
        </PlaceOption>
        {!labelRoot.isDataFolder && (
          <PlaceOption
            title={t('labelRoot.here')}
            help={workspace.path}
            isChosen={place === 'data'}
            onChoose={() => setPlace('data')}
          />
        )}
      </div>
      {failure !== undefined && (
        <p className="label-root__failure" role="alert">
          {failure}
        </p>
      )}
    </Dialog>
  );
}
