import type { Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient, MethodOutput } from '#shared/host/contract.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { createEditorSession } from '#renderer/editor/session/editorSession.ts';
import type { ImageSize } from '#renderer/editor/session/projections.ts';
import { ImageStore } from '#renderer/images/imageStore.ts';
import { UndistortedImages } from '#renderer/images/undistortedImages.ts';
import { classColorOf } from '#renderer/images/classColorOf.ts';
import { OwnedPoints } from '#renderer/images/ownedPoints.ts';
import { SeenPointStore } from '#renderer/images/seenPointStore.ts';
import type { Connection } from '#renderer/state/appStore.ts';
import { createCalibrationCheck } from '#renderer/state/calibrationCheck.ts';
import { notify } from '#renderer/state/notices.ts';
import { followOthers } from '#renderer/state/others.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import { createCloudService, loadRequests } from '#renderer/workers/createCloudService.ts';
import { createCloudWorker } from '#renderer/workers/createCloudWorker.ts';
import { estimateMotions } from '#renderer/workers/motionEstimates.ts';
import { createUndistortWorker } from '#renderer/workers/createUndistortWorker.ts';
import { buildReview } from '../review/buildReview.ts';
import { isUndistorted } from '../cameras/undistortSetting.ts';
import { createFrameContent } from './frameContent.ts';
import { paintSources } from './paintSources.ts';

/** An opened dataset as the host describes it. */
export type OpenedDataset = MethodOutput<'dataset.open'>;

/** Puts together what working on a sequence needs. Rejects with a HostError when its labels cannot be had. */
export async function buildWorkspace(
  { host, info }: Connection,
  opened: OpenedDataset,
  sequence: Sequence,
): Promise<Workspace> {
  const { datasetId, dataset, path, labelRoot, writable, isSample } = opened;
  const others = followOthers(host, datasetId, opened.others);
  const clouds = createCloudService({
    host,
    datasetId,
    sequence,
    createWorker: createCloudWorker,
    onWorkerLost: () => notify({ tone: 'info', text: (t) => t('view.restarted') }),
  });
  const images = createImages(host, datasetId);
  const undistorted = new UndistortedImages({
    createWorker: createUndistortWorker,
    sourceOf: (file) => ({
      url: new URL(host.bytesUrl(datasetId, file), location.href).href,
      headers: host.bytesHeaders,
    }),
  });
  const environment = { newId: () => crypto.randomUUID(), now: () => Date.now() };
  const { author } = usePreferences.getState();
  const imageSize: ImageSize = (cameraId, frame) => {
    const file = frame.images.find(({ sensor }) => sensor === cameraId);
    return file && images.sizeOf(file.path);
  };
  try {
    const session = await createEditorSession({
      host,
      datasetId,
      dataset,
      sequence,
      queries: queriesOf(clouds),
      egoMotionSource: {
        estimateMotions: (onStep, signal) =>
          estimateMotions(
            { createWorker: createCloudWorker, requestOf: loadRequests({ host, datasetId, sequence }) },
            sequence.frames.map(({ id }) => id),
            onStep,
            signal,
          ),
      },
      content: createFrameContent(sequence, clouds, {
        images,
        undistorted,
        isUndistorted: (cameraId) => isUndistorted(usePreferences.getState(), path, cameraId),
      }),
      environment,
      author,
      generator: { name: 'boxwright', version: info.version },
      imageSize,
      ...(writable ? {} : { readOnly: notWritable(labelRoot.path) }),
    });
    const about = { host, datasetId, dataset, sequence, session, clouds, environment, author, imageSize };
    const { dispose: disposeReview, ...review } = buildReview(about);
    const dispose = async (): Promise<void> => {
      others.stop();
      disposeReview();
      await session.dispose();
      clouds.dispose();
      images.dispose();
      undistorted.dispose();
      await host.call('dataset.close', { datasetId });
    };
    return {
      datasetId,
      path,
      labelRoot,
      writable,
      isSample,
      dataset,
      sequence,
      session,
      clouds,
      images,
      undistorted,
      points: {
        seen: new SeenPointStore(clouds),
        owned: new OwnedPoints({ session, clouds, classColor: classColorOf(dataset) }),
      },
      paint: async (frameId, signal) => {
        const sources = paintSources({ host, datasetId, sequence }, session, frameId);
        return sources.length === 0 ? undefined : clouds.paintPoints(frameId, sources, signal);
      },
      check: createCalibrationCheck({
        corrections: opened.corrections,
        problems: dataset.problems,
        cameras: sequence.cameras,
      }),
      review,
      others,
      dispose,
    };
  } catch (error) {
    others.stop();
    clouds.dispose();
    images.dispose();
    undistorted.dispose();
    throw error;
  }
}

function createImages(host: HostClient, datasetId: string): ImageStore {
  return new ImageStore({
    fetchFile: (file, signal) =>
      fetch(host.bytesUrl(datasetId, file), { headers: host.bytesHeaders, signal }),
  });
}

function queriesOf(clouds: CloudService): Parameters<typeof createEditorSession>[0]['queries'] {
  return {
    withCloud: (frameId, work, signal) => clouds.withCloud(frameId, work, signal),
    thinned: (frameId, most) => clouds.thinned(frameId, most),
    countPoints: (frameId, cuboids) => clouds.countPoints(frameId, cuboids),
    fitCuboid: (frameId, request) => clouds.fitCuboid(frameId, request),
    fitAt: (frameId, request) => clouds.fitAt(frameId, request),
    unlabelledPlaces: (frameId, prior, known) => clouds.places(frameId, prior, known),
    pickPoint: (frameId, ray, tolerance) => clouds.pickPoint(frameId, ray, tolerance),
    faceSection: (frameId, cuboid, face) => clouds.faceSection(frameId, cuboid, face),
    groundHeight: (x, y) => clouds.groundHeight(x, y),
  };
}

function notWritable(path: string): Problem {
  return { code: 'save.denied', severity: 'warning', path };
}
