import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { LabelVersion } from '#shared/host/versionsContract.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import { Button } from '../controls/Button.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ChangeDetail } from './ChangeDetail.tsx';
import { ChangeList } from './ChangeList.tsx';
import { formatMoment } from './formatMoment.ts';
import { objectDifferences, type ObjectDifference } from './objectDifferences.ts';
import { useDocumentSerial } from './useDocumentSerial.ts';
import { useVersion } from './useVersions.ts';
import { VersionTrouble } from './VersionTrouble.tsx';

/** A version of a frame beside what the frame holds now: what differs, and how to have it back. */
export function RestoreVersion({
  frameId,
  version,
}: {
  readonly frameId: FrameId;
  readonly version: LabelVersion;
}): ReactNode {
  const asked = useVersion(frameId, version.id);
  const sidecar = asked?.answer?.sidecar;
  if (sidecar === undefined) return <VersionTrouble asked={asked} />;
  return <Comparison frameId={frameId} version={version} sidecar={sidecar} />;
}

interface ComparisonProps {
  readonly frameId: FrameId;
  readonly version: LabelVersion;
  readonly sidecar: Sidecar;
}

function Comparison({ frameId, version, sidecar }: ComparisonProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const serial = useDocumentSerial();
  const differences = useMemo(
    () => objectDifferences(session.versions.compare(frameId, sidecar)),
    // The document is read when it has changed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [session, frameId, sidecar, serial],
  );
  const [chosen, setChosen] = useState<string>();
  const difference = differences.find(({ trackId }) => trackId === chosen) ?? differences[0];
  const nameOf = ({ trackId, class: className }: ObjectDifference): string => {
    const number = session.document.get(trackId as TrackId)?.number;
    return t('versions.object', { class: className, number: number ?? '' }).trim();
  };
  return (
    <>
      <ChangeList
        differences={differences}
        chosen={difference?.trackId}
        nameOf={nameOf}
        onChoose={setChosen}
      />
      <div className="versions__detail">
        {difference !== undefined && (
          <ChangeDetail frameId={frameId} difference={difference} name={nameOf(difference)} />
        )}
      </div>
      <Foot
        {...{ frameId, version, sidecar, difference }}
        name={difference === undefined ? '' : nameOf(difference)}
        isSame={differences.length === 0}
      />
    </>
  );
}

interface FootProps extends ComparisonProps {
  readonly difference: ObjectDifference | undefined;
  readonly name: string;
  readonly isSame: boolean;
}

function Foot({ frameId, version, sidecar, difference, name, isSame }: FootProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { session } = useWorkspace();
  const readOnly = useEditor((state) => state.readOnly);
  const isOff = readOnly !== undefined;
  const restoreOne = (): void => {
    if (difference !== undefined)
      session.versions.restore(frameId, sidecar, new Set([difference.trackId as TrackId]));
  };
  const restoreAll = (): void => {
    if (!session.versions.restore(frameId, sidecar)) return;
    showDialog(undefined);
    notify({
      tone: 'ok',
      text: (say) => say('versions.restored', { time: formatMoment(version.savedAt) }),
      action: {
        label: (_say, shown) => commandTitle('edit.undo', shown),
        run: () => session.commands.run('edit.undo'),
      },
    });
  };
  return (
    <div className="versions__foot">
      <p>
        {readOnly === undefined
          ? t('versions.stays')
          : t('versions.readOnly', { reason: describeProblem(readOnly, language) })}
      </p>
      {difference !== undefined && (
        <Button onClick={restoreOne} disabled={isOff}>
          {t(difference.was === undefined ? 'versions.removeOne' : 'versions.restoreOne', { object: name })}
        </Button>
      )}
      <Button look="primary" onClick={restoreAll} disabled={isOff || isSame}>
        {t('versions.restoreAll')}
      </Button>
    </div>
  );
}
