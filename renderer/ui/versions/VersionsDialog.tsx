import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelVersion } from '#shared/host/versionsContract.ts';
import type { VersionedFile } from '#renderer/editor/session/earlierVersions.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { RecoverVersion } from './RecoverVersion.tsx';
import { RestoreVersion } from './RestoreVersion.tsx';
import { useVersions } from './useVersions.ts';
import { VersionList } from './VersionList.tsx';
import './versions.css';

/** What the label file of the frame on screen held before; or the one that cannot be read, to be put right. */
export function VersionsDialog(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  // What is shown does not change under the person's hands when a file is read anew.
  const [{ file, isDamaged }] = useState(() => {
    const { damaged } = session.versions;
    return {
      file: damaged === undefined ? session.state.getState().frameId : damaged.file,
      isDamaged: damaged !== undefined,
    };
  });
  const frame = sequence.frames.find(({ id }) => id === file);
  const title = frame === undefined ? t('versions.titleTracks') : t('versions.title', { frame: frame.name });
  return (
    <Dialog title={title} width={1080} onClose={() => showDialog(undefined)}>
      <Versions file={file} isDamaged={isDamaged} />
    </Dialog>
  );
}

function Versions({
  file,
  isDamaged,
}: {
  readonly file: VersionedFile;
  readonly isDamaged: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const asked = useVersions(file);
  const [chosen, setChosen] = useState<string>();
  const versions = asked?.answer?.versions ?? [];
  const version = versions.find(({ id }) => id === chosen) ?? versions[0];
  useFocusOnFirst(versions.length > 0);
  if (asked === undefined) return <p className="versions__note">{t('versions.loading')}</p>;
  if (asked.failure !== undefined)
    return <p className="versions__note">{describeFailure(asked.failure, t, language)}</p>;
  if (version === undefined)
    return (
      <EmptyState className="versions__empty" text={t('versions.empty')}>
        {t('versions.emptyHelp')}
      </EmptyState>
    );
  return (
    <div className="versions">
      <VersionList
        versions={versions}
        isOfTracks={file === undefined}
        chosen={version.id}
        onChoose={setChosen}
      />
      <Chosen key={version.id} file={file} isDamaged={isDamaged} version={version} />
    </div>
  );
}

interface ChosenProps {
  readonly file: VersionedFile;
  readonly isDamaged: boolean;
  readonly version: LabelVersion;
}

function Chosen({ file, isDamaged, version }: ChosenProps): ReactNode {
  if (isDamaged) return <RecoverVersion file={file} version={version} />;
  return file === undefined ? null : <RestoreVersion frameId={file} version={version} />;
}

/** The list is there only once the host has answered, and the dialog has given the focus to its close button by then. */
function useFocusOnFirst(isThere: boolean): void {
  useEffect(() => {
    if (isThere) document.querySelector<HTMLElement>('.versions__version')?.focus();
  }, [isThere]);
}
