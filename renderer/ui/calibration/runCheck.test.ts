import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import { createWorld, openSession, type World } from '#renderer/editor/testing/openSession.ts';
import { frameIdAt, smallDataset, smallSequence } from '#renderer/editor/testing/smallDataset.ts';
import { createCalibrationCheck } from '#renderer/state/calibrationCheck.ts';
import { notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import type { DoctorReply } from '#renderer/workers/doctorProtocol.ts';
import type { DoctorPort } from '#renderer/workers/examineRig.ts';
import type { RigSource } from '#renderer/workers/readRig.ts';
import { exampleSidecar } from '../../../testing/exampleLabels.ts';
import { checkInBackground } from './runCheck.ts';

vi.mock('#renderer/state/notices.ts', () => ({
  notify: vi.fn<() => number>(() => 7),
  dismissNotice: vi.fn<() => void>(),
}));
vi.mock('#renderer/state/preferences.ts', () => ({
  usePreferences: { getState: () => ({ dismissedFindings: {} }) },
}));

const FINDING: CalibrationFinding = {
  kind: 'inverted-extrinsic',
  sequence: 'drive',
  camera: 'front',
  certainty: 'likely',
  evidence: {},
};
const EXAMINED = { cameras: 1, frames: 4, points: 12 };

/** Answers when the test says so. */
class FakeDoctor implements DoctorPort {
  asked: RigSource | undefined;
  isEnded = false;
  answer: (reply: DoctorReply) => void = () => undefined;
  break: () => void = () => undefined;

  postMessage(source: RigSource): void {
    this.asked = source;
  }

  addEventListener(type: string, listener: (event: { readonly data: DoctorReply }) => void): void {
    if (type === 'message') this.answer = (data) => listener({ data });
    if (type === 'error') this.break = () => (listener as () => void)();
  }

  terminate(): void {
    this.isEnded = true;
  }
}

let world: World;
let workspace: Workspace;
let doctor: FakeDoctor;
let stop: () => void;

beforeEach(async () => {
  vi.clearAllMocks();
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
  world = createWorld();
  const check = createCalibrationCheck({ corrections: [], problems: [], cameras: smallSequence.cameras });
  const session = await openSession(world);
  workspace = {
    datasetId: 'd',
    path: '/data',
    dataset: smallDataset,
    sequence: smallSequence,
    session,
    check,
  } as unknown as Workspace;
  doctor = new FakeDoctor();
  stop = checkInBackground(workspace, world.host, () => doctor);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function begun(): Promise<RigSource> {
  expect(doctor.asked).toBeUndefined();
  await vi.advanceTimersByTimeAsync(10_000);
  return doctor.asked!;
}

async function answered(findings: readonly CalibrationFinding[]): Promise<void> {
  await begun();
  doctor.answer({ kind: 'done', findings, examined: EXAMINED });
  await vi.advanceTimersByTimeAsync(0);
}

describe('the check of a sequence that was opened', () => {
  test('begins once opening is over, with frames spread over the sequence', async () => {
    const source = await begun();
    expect(workspace.check.getState().progress).toBe('running');
    expect(source.moments.map(({ images }) => images[0]!.url)).toEqual(
      [0, 2, 3, 5].map((i) => `/data/d/camera/front/00000${i}.jpg`),
    );
    expect(source.cameras).toMatchObject([
      { id: 'front', width: 800, written: smallSequence.cameras[0]!.calibration },
    ]);
  });

  test('with the 2D boxes that are linked to cuboids', async () => {
    const { objects, boxes2d } = exampleSidecar();
    const linked = { ...boxes2d[0]!, trackId: objects[0]!.trackId };
    world.host.imported.set(frameIdAt(0), exampleSidecar({ boxes2d: [...boxes2d, linked] }));
    const { moments } = await begun();
    expect(moments.map(({ boxes }) => boxes.length)).toEqual([1, 0, 0, 0]);
  });

  test('keeps what it found, says so, and ends its worker', async () => {
    await answered([FINDING]);
    expect(workspace.check.getState()).toMatchObject({
      progress: 'done',
      examined: EXAMINED,
      made: [{ finding: FINDING }],
    });
    expect(doctor.isEnded).toBe(true);
    expect(vi.mocked(notify).mock.lastCall![0].tone).toBe('warning');
    vi.mocked(notify).mock.lastCall![0].action!.run();
    expect(workspace.check.getState()).toMatchObject({ isOpen: true, selected: FINDING });
  });

  test.each([
    ['nothing', []],
    ['a mere suspicion', [{ ...FINDING, certainty: 'suspicion' as const }]],
  ])('does not bother anybody with %s', async (_what, findings) => {
    await answered(findings);
    expect(workspace.check.getState().made).toHaveLength(findings.length);
    expect(notify).not.toHaveBeenCalled();
  });

  test('that fails says so in the panel only', async () => {
    await begun();
    doctor.break();
    await vi.advanceTimersByTimeAsync(0);
    expect([workspace.check.getState().progress, doctor.isEnded]).toEqual(['failed', true]);
    expect(notify).not.toHaveBeenCalled();
  });

  test('ends with the workspace, before it has begun or in its midst', async () => {
    await begun();
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect([doctor.isEnded, workspace.check.getState().progress]).toEqual([true, 'running']);
    const next = new FakeDoctor();
    checkInBackground(workspace, world.host, () => next)();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(next.asked).toBeUndefined();
  });
});
