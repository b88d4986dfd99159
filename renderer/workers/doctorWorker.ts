import { readableStreamChunks } from 'pcd-format';
import { diagnoseRig } from '#shared/camera/doctor/diagnoseRig.ts';
import { responseProblem } from './cloudProblem.ts';
import type { DoctorReply } from './doctorProtocol.ts';
import { readRig, type RigSource } from './readRig.ts';

/** The module worker that checks calibrations: one request, one answer, then it is ended. */
const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data }: MessageEvent<RigSource>) => {
  answer(data).then(reply, (error: unknown) => reply({ kind: 'failed', message: String(error) }));
});

function reply(what: DoctorReply): void {
  scope.postMessage(what, []);
}

async function answer(source: RigSource): Promise<DoctorReply> {
  const rig = await readRig(
    source,
    async ({ url, path }, headers, signal) => {
      const response = await fetch(url, { headers, signal });
      if (!response.ok || response.body === null) throw responseProblem(response.status, path);
      return readableStreamChunks(response.body);
    },
    async ({ url }, headers) => {
      const response = await fetch(url, { headers });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return pixelsOf(await createImageBitmap(await response.blob()));
    },
  );
  const points = rig.moments.flatMap(({ clouds }) => clouds.map((cloud) => cloud.points.length / 3));
  return {
    kind: 'done',
    findings: diagnoseRig(rig),
    examined: {
      cameras: rig.cameras.length,
      frames: rig.moments.length,
      points: points.reduce((sum, count) => sum + count, 0),
    },
  };
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2D canvas in workers');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}
