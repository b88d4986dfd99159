import { framesToExamine } from '#shared/camera/doctor/framesToExamine.ts';
import { labelledBoxes } from '#shared/camera/doctor/labelledBoxes.ts';
import { keepsCuboidsInCamera } from '#shared/dataset/layoutIds.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { dismissNotice, notify } from '#renderer/state/notices.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { absoluteUrl } from '#renderer/workers/absoluteUrl.ts';
import { sweepSources } from '#renderer/workers/createCloudService.ts';
import { createDoctorWorker } from '#renderer/workers/createDoctorWorker.ts';
import { examineRig, type DoctorPort } from '#renderer/workers/examineRig.ts';
import type { MomentSource, RigSource } from '#renderer/workers/readRig.ts';
import { openCheck } from './calibrationActions.ts';
import { calibrationKey, dismissedIn, isWarning, openFindings } from './findings.ts';
import { whenQuiet } from './whenQuiet.ts';

/** Frames that are looked at, spread over the sequence. */
const FRAMES = 4;
/** The frames that are fetched ahead come first, and so does whoever begins to work at once; milliseconds. */
const PATIENCE = { pause: 2500, atMost: 20_000 };

/** Checks the calibrations once the person pauses, and says so when some look wrong. Returns how to stop it. */
export function checkInBackground(
  workspace: Workspace,
  host: HostClient,
  createWorker: () => DoctorPort = createDoctorWorker,
): () => void {
  if (workspace.sequence.cameras.length === 0) return () => undefined;
  const abort = new AbortController();
  let notice: number | undefined;
  const begin = async (): Promise<void> => {
    await check(workspace, host, createWorker, abort.signal);
    if (!abort.signal.aborted) notice = sayWarnings(workspace);
  };
  const callOff = whenQuiet(() => void begin(), PATIENCE);
  return () => {
    callOff();
    abort.abort();
    if (notice !== undefined) dismissNotice(notice);
  };
}

async function check(
  workspace: Workspace,
  host: HostClient,
  createWorker: () => DoctorPort,
  signal: AbortSignal,
): Promise<void> {
  const store = workspace.check;
  store.setState({ progress: 'running' });
  try {
    // Somebody may correct a calibration meanwhile: what is found is about those of now.
    const { cameras, corrections } = store.getState();
    const source = await rigSource(workspace, host, signal);
    const { findings, examined } = await examineRig(source, createWorker, signal);
    const made = findings.flatMap((finding) => {
      const camera = cameras.find(({ id }) => id === finding.camera);
      return camera === undefined
        ? []
        : [{ finding, about: calibrationKey(camera, finding.sequence, corrections) }];
    });
    // Where nothing was found, nothing that shows findings is drawn anew.
    store.setState({ progress: 'done', examined, ...(made.length > 0 && { made }) });
  } catch {
    if (!signal.aborted) store.setState({ progress: 'failed' });
  }
}

async function rigSource(workspace: Workspace, host: HostClient, signal: AbortSignal): Promise<RigSource> {
  const { datasetId, dataset, sequence, check: store } = workspace;
  const moments: MomentSource[] = [];
  for (const frame of framesToExamine(sequence.frames, FRAMES)) {
    const where = { datasetId, sequenceId: sequence.id, frameId: frame.id };
    const labels = await host.call('labels.load', where, { signal });
    moments.push({
      sweeps: sweepSources({ host, datasetId, sequence }, frame.clouds),
      images: frame.images.map(({ sensor, path }) => ({
        camera: sensor,
        url: absoluteUrl(host.bytesUrl(datasetId, path)),
      })),
      calibrations: new Map(labels.imageCalibrations.map((own) => [own.camera, own])),
      boxes:
        'sidecar' in labels && !keepsCuboidsInCamera(dataset.layout) ? labelledBoxes(labels.sidecar) : [],
    });
  }
  const cameras = store.getState().cameras.map((camera) => {
    const { id, width, height, calibration, calibrationProblem, refused } = camera;
    return { id, width, height, written: calibration, problem: calibrationProblem, refused };
  });
  return { sequence: sequence.id, cameras, moments, headers: host.bytesHeaders };
}

/** The notice's id; undefined where nothing looks wrong. */
function sayWarnings(workspace: Workspace): number | undefined {
  const dismissed = dismissedIn(usePreferences.getState(), workspace.path);
  const warnings = openFindings(workspace.check.getState(), dismissed).filter(({ finding }) =>
    isWarning(finding),
  );
  const [first] = warnings;
  if (first === undefined) return undefined;
  const count = new Set(warnings.map(({ finding }) => finding.camera)).size;
  return notify({
    tone: 'warning',
    text: (t) => t('calibration.look', { count }),
    action: { label: (t) => t('calibration.check'), run: () => openCheck(workspace, first.finding) },
  });
}
