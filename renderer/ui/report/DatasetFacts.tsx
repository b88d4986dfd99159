import { FolderSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toHostFailure } from '#shared/host/failure.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import { Button } from '../controls/Button.tsx';
import { CopyButton } from '../controls/CopyButton.tsx';
import { describeFailure } from '../controls/describeFailure.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useConnection } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { CalibrationFacts } from './CalibrationFacts.tsx';
import { describeContents, layoutName } from './describeDataset.ts';

/** What was recognised, where it lies, and where its labels go. */
export function DatasetFacts(): ReactNode {
  const { t } = useTranslation();
  const { dataset, path, labelRoot, writable } = useWorkspace();
  return (
    <dl className="report__facts">
      <dt>{t('report.name')}</dt>
      <dd>{dataset.name}</dd>
      <dt>{t('report.layout')}</dt>
      <dd>{layoutName(dataset.layout, t)}</dd>
      <dt>{t('report.contents')}</dt>
      <dd>{describeContents(dataset, t)}</dd>
      <CalibrationFacts forms={dataset.calibrationForms ?? []} />
      <dt>{t('report.folder')}</dt>
      <dd>
        <span className="report__path">{path}</span>
        <CopyButton text={path} />
        <RevealButton />
      </dd>
      <dt>{t('report.labels')}</dt>
      <dd>
        <span className="report__path">{labelRoot.isDataFolder ? t('labelRoot.here') : labelRoot.path}</span>
        {!labelRoot.isDataFolder && <CopyButton text={labelRoot.path} />}
        <Button look="link" onClick={() => showDialog('labelRoot')}>
          {t('labelRoot.change')}
        </Button>
        {!writable && <p className="report__note">{t('labelRoot.notWritable')}</p>}
      </dd>
    </dl>
  );
}

/** The host shows files of the dataset only, so the folder is shown by its first point cloud. */
function RevealButton(): ReactNode {
  const { t } = useTranslation();
  const { datasetId, sequence } = useWorkspace();
  const { host, info } = useConnection();
  const cloud = sequence.frames[0]?.clouds[0];
  if (!info.capabilities.reveal || cloud === undefined) return null;
  const reveal = async (): Promise<void> => {
    try {
      await host.call('folders.reveal', { datasetId, path: cloud.path });
    } catch (error) {
      const failure = toHostFailure(error);
      notify({ tone: 'error', text: (say, language) => describeFailure(failure, say, language) });
    }
  };
  return <IconButton icon={FolderSearch} name={t('report.reveal')} onClick={() => void reveal()} />;
}
