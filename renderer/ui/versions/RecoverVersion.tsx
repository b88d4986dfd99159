import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import type { LabelVersion } from '#shared/host/versionsContract.ts';
import { OWN_FOLDER } from '#shared/labels/labelPaths.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { VersionedFile } from '#renderer/editor/session/earlierVersions.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import { Button } from '../controls/Button.tsx';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { describeFailure } from '../controls/describeFailure.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { useVersion } from './useVersions.ts';
import { VersionTrouble } from './VersionTrouble.tsx';

/** A version that may take the place of a label file that cannot be read, which is kept. */
export function RecoverVersion({
  file,
  version,
}: {
  readonly file: VersionedFile;
  readonly version: LabelVersion;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { session, dataset, writable } = useWorkspace();
  const asked = useVersion(file, version.id);
  const readOnly = useEditor((state) => state.readOnly);
  const [failure, setFailure] = useState<HostFailure>();
  const [isBusy, setBusy] = useState(false);
  const { sidecar, tracks } = asked?.answer ?? {};
  const objects = sidecar?.objects ?? tracks?.tracks;
  if (objects === undefined) return <VersionTrouble asked={asked} />;
  const recover = async (): Promise<void> => {
    setBusy(true);
    try {
      const path = await session.versions.recover(file, version.id);
      showDialog(undefined);
      notify({ tone: 'ok', text: (say) => say('versions.recovered', { path }) });
    } catch (error) {
      setFailure(toHostFailure(error));
      setBusy(false);
    }
  };
  return (
    <div className="versions__rest versions__recover">
      {readOnly !== undefined && (
        <p role="alert">
          <b>{t('versions.damaged', { reason: describeProblem(readOnly, language) })}</b>
        </p>
      )}
      <p>{t('versions.damagedHelp', { folder: `${OWN_FOLDER}/damaged` })}</p>
      <ul className="versions__objects">
        {countsOf(objects).map(([className, count]) => (
          <li key={className}>
            <ClassSwatch of={dataset.ontology.classes.find(({ name }) => name === className)} />
            {className}
            <b>{formatCount(count)}</b>
          </li>
        ))}
      </ul>
      <div className="versions__foot">
        <p role="status">
          {failure !== undefined &&
            t('versions.notRestored', { reason: describeFailure(failure, t, language) })}
        </p>
        <Button look="primary" disabled={isBusy || !writable} onClick={() => void recover()}>
          {t('versions.recover')}
        </Button>
      </div>
    </div>
  );
}

/** How many there are of each class, the most first. */
function countsOf(objects: readonly { readonly class: string }[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { class: className } of objects) counts.set(className, (counts.get(className) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
