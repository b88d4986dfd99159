import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { CalibrationCorrection } from '#shared/dataset/calibrationCorrection.ts';
import type { Frame } from '#shared/dataset/dataset.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostClient } from '#shared/host/contract.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { MadeFinding } from '#renderer/state/calibrationCheck.ts';
import { notify } from '#renderer/state/notices.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { changesOf, dismissalOf, dismissedIn } from './findings.ts';

interface Change {
  readonly camera: string;
  /** `null`: the last one is withdrawn. */
  readonly correction: CalibrationCorrection | null;
}

/** Opens the panel, at a finding if one is named. */
export function openCheck(workspace: Workspace, finding?: CalibrationFinding): void {
  workspace.check.setState({ isOpen: true });
  if (finding !== undefined) selectFinding(workspace, finding);
}

export function closeCheck({ check, session }: Workspace): void {
  const { selected } = check.getState();
  check.setState({ isOpen: false, selected: undefined, isBefore: false });
  const { imageStage } = session.state.getState();
  if (imageStage.kind === 'camera' && imageStage.cameraId === selected?.camera)
    session.setImageStage({ kind: 'scene' });
}

/** Brings the finding's camera into the large place, where its correction shows, in a frame that has an image of it. */
export function selectFinding({ check, session }: Workspace, finding: CalibrationFinding): void {
  check.setState({ selected: finding, isBefore: false });
  session.setImageStage({ kind: 'camera', cameraId: finding.camera });
  const { sequence, frameId } = session.state.getState();
  const shows = ({ images }: Frame): boolean => images.some(({ sensor }) => sensor === finding.camera);
  const withImage = sequence.frames.filter(shows);
  if (withImage.some(({ id }) => id === frameId)) return;
  const [first] = withImage;
  if (first !== undefined) void session.goToFrame(first.id as FrameId);
}

export async function acceptFinding(
  host: HostClient,
  workspace: Workspace,
  finding: CalibrationFinding,
): Promise<void> {
  const changes = changesOf(finding);
  if (!(await correct(host, workspace, changes))) return;
  notify({
    tone: 'ok',
    text: (t) => t('calibration.accepted', { cameras: cameraNames(workspace, changes) }),
    action: {
      label: (t) => t('calibration.undo'),
      run: () =>
        void withdraw(
          host,
          workspace,
          changes.map(({ camera }) => camera),
        ),
    },
  });
}

/** Takes back the last correction of each camera. */
export async function withdraw(
  host: HostClient,
  workspace: Workspace,
  cameras: readonly string[],
): Promise<void> {
  const changes = cameras.map((camera) => ({ camera, correction: null }));
  if (!(await correct(host, workspace, changes))) return;
  notify({
    tone: 'info',
    text: (t) => t('calibration.withdrawn', { cameras: cameraNames(workspace, changes) }),
  });
}

/** It is not shown again as long as the calibration is the same. */
export function dismissFinding(host: HostClient, { path, check }: Workspace, made: MadeFinding): void {
  const settings = usePreferences.getState();
  const dismissed = [...dismissedIn(settings, path), dismissalOf(made)];
  check.setState({ selected: undefined });
  void applySettings(host, { dismissedFindings: { ...settings.dismissedFindings, [path]: dismissed } });
}

/** All dismissed findings of the dataset are shown again. */
export function restoreFindings(host: HostClient, { path }: Workspace): void {
  const { [path]: _restored, ...others } = usePreferences.getState().dismissedFindings;
  void applySettings(host, { dismissedFindings: others });
}

/** False: it was not written, and that is said. */
async function correct(
  host: HostClient,
  { datasetId, sequence, session, check }: Workspace,
  changes: readonly Change[],
): Promise<boolean> {
  try {
    const { cameras, corrections, problems } = await host.call('dataset.correct', {
      datasetId,
      sequenceId: sequence.id,
      changes: [...changes],
    });
    await session.recalibrate(cameras);
    check.setState({ cameras, corrections, problems, selected: undefined, isBefore: false });
    return true;
  } catch (error) {
    const failure = toHostFailure(error);
    notify({
      tone: 'error',
      text: (t, language) => t('prompt.notChanged', { reason: describeFailure(failure, t, language) }),
    });
    return false;
  }
}

function cameraNames({ sequence }: Workspace, changes: readonly Pick<Change, 'camera'>[]): string {
  const nameOf = (id: string): string => sequence.cameras.find((camera) => camera.id === id)?.name ?? id;
  return changes.map(({ camera }) => nameOf(camera)).join(', ');
}
