import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { createWorld, openSession } from '#renderer/editor/testing/openSession.ts';
import {
  frameIdAt,
  frontCamera,
  smallDataset,
  smallSequence,
} from '#renderer/editor/testing/smallDataset.ts';
import { createCalibrationCheck } from '#renderer/state/calibrationCheck.ts';
import { notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { applySettings } from '../workspace/applySettings.ts';
import {
  acceptFinding,
  closeCheck,
  dismissFinding,
  openCheck,
  restoreFindings,
  withdraw,
} from './calibrationActions.ts';
import { dismissalOf } from './findings.ts';

vi.mock('#renderer/state/notices.ts', () => ({ notify: vi.fn<() => void>() }));
vi.mock('../workspace/applySettings.ts', () => ({ applySettings: vi.fn<() => void>() }));
vi.mock('#renderer/state/preferences.ts', () => ({
  usePreferences: { getState: () => ({ dismissedFindings: { '/other': ['kept'], '/data': ['old'] } }) },
}));

const FINDING: CalibrationFinding = {
  kind: 'inverted-extrinsic',
  sequence: 'drive',
  camera: 'front',
  certainty: 'likely',
  evidence: {},
  correction: { kind: 'invert' },
};
const CORRECTED = { ...frontCamera, calibration: { ...frontCamera.calibration!, hash: 'corrected' } };

let call: ReturnType<typeof vi.fn<(method: string, input: object) => Promise<object>>>;
let host: HostClient;
let workspace: Workspace;

beforeEach(async () => {
  vi.clearAllMocks();
  call = vi.fn<(method: string, input: object) => Promise<object>>(() =>
    Promise.resolve({ cameras: [CORRECTED], corrections: [], problems: [] }),
  );
  // Only what is used of each.
  host = { call } as unknown as HostClient;
  const session = await openSession(createWorld());
  const check = createCalibrationCheck({ corrections: [], problems: [], cameras: smallSequence.cameras });
  workspace = {
    datasetId: 'd',
    path: '/data',
    dataset: smallDataset,
    sequence: smallSequence,
    session,
    check,
  } as unknown as Workspace;
});

describe('a finding', () => {
  test('shows its camera large while it is selected', () => {
    const { session, check } = workspace;
    openCheck(workspace, FINDING);
    expect(check.getState()).toMatchObject({ isOpen: true, selected: FINDING });
    expect(session.state.getState().imageStage).toEqual({ kind: 'camera', cameraId: 'front' });
    closeCheck(workspace);
    expect(check.getState()).toMatchObject({ isOpen: false, selected: undefined });
    expect(session.state.getState().imageStage).toEqual({ kind: 'scene' });
  });

  test('of a camera without an image in this frame goes to one that has', async () => {
    const [first, ...others] = smallSequence.frames;
    const sequence = { ...smallSequence, frames: [{ ...first!, images: [] }, ...others] };
    const session = await openSession(createWorld(), { sequence });
    openCheck({ ...workspace, session, sequence }, FINDING);
    await vi.waitFor(() => expect(session.state.getState().frameId).toBe(frameIdAt(1)));
  });

  test('that is accepted is written, used at once, and can be undone', async () => {
    const { session, check } = workspace;
    openCheck(workspace, FINDING);
    await acceptFinding(host, workspace, FINDING);
    expect(call).toHaveBeenCalledWith('dataset.correct', {
      datasetId: 'd',
      sequenceId: 'drive',
      changes: [{ camera: 'front', correction: { kind: 'invert' } }],
    });
    expect(session.calibrationOf(frontCamera, smallSequence.frames[0]!)?.hash).toBe('corrected');
    expect(check.getState()).toMatchObject({ cameras: [CORRECTED], selected: undefined });
    const notice = vi.mocked(notify).mock.lastCall![0];
    expect(notice.tone).toBe('ok');
    notice.action!.run();
    expect(call).toHaveBeenLastCalledWith(
      'dataset.correct',
      expect.objectContaining({ changes: [{ camera: 'front', correction: null }] }),
    );
  });

  test('that cannot be written changes nothing, and says why', async () => {
    call.mockRejectedValue(new HostError({ code: 'read-only', message: 'no' }));
    openCheck(workspace, FINDING);
    await acceptFinding(host, workspace, FINDING);
    await withdraw(host, workspace, ['front']);
    expect(workspace.check.getState()).toMatchObject({ selected: FINDING, cameras: [frontCamera] });
    expect(vi.mocked(notify).mock.calls.map(([{ tone }]) => tone)).toEqual(['error', 'error']);
  });

  test('that is dismissed is remembered for its dataset, until all are to be shown again', () => {
    openCheck(workspace, FINDING);
    const made = { finding: FINDING, about: 'front hash' };
    dismissFinding(host, workspace, made);
    expect(workspace.check.getState().selected).toBeUndefined();
    expect(applySettings).toHaveBeenLastCalledWith(host, {
      dismissedFindings: { '/other': ['kept'], '/data': ['old', dismissalOf(made)] },
    });
    restoreFindings(host, workspace);
    expect(applySettings).toHaveBeenLastCalledWith(host, { dismissedFindings: { '/other': ['kept'] } });
  });
});
