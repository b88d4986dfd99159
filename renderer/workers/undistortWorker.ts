import type { CallReply, CallRequest } from './calls.ts';
import { Undistorter } from './undistorter.ts';
import type { UndistortCalls } from './undistortProtocol.ts';

/** The module worker that undistorts images, one after another: no question about a cloud waits for it. */
const scope = self as unknown as DedicatedWorkerGlobalScope;
const undistorter = new Undistorter();

type Input = UndistortCalls['undistort']['input'];
type Output = UndistortCalls['undistort']['output'];

scope.addEventListener('message', ({ data }: MessageEvent<CallRequest<UndistortCalls>>) => {
  // Nothing here takes so long that ending it before its end were worthwhile.
  if (data.kind === 'call') void answer(data.id, data.input);
});

async function answer(id: number, input: Input): Promise<void> {
  try {
    const output = await undistort(input);
    post({ kind: 'answer', id, output }, [output.bitmap]);
  } catch (error) {
    post({ kind: 'failure', id, reason: 'internal', message: String(error) }, []);
  }
}

async function undistort({ bitmap, intrinsics }: Input): Promise<Output> {
  const { width, height, data } = pixelsOf(bitmap);
  const raster = { width, height, data: new Int32Array(data.buffer) };
  const { image, lens } = undistorter.undistort(raster, intrinsics);
  const pixels = new Uint8ClampedArray(image.data.buffer as ArrayBuffer);
  const undistorted = await createImageBitmap(new ImageData(pixels, image.width, image.height));
  return { bitmap: undistorted, view: lens.view };
}

/** Reads a bitmap, and closes it. */
function pixelsOf(bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  // Read back from memory: it is wanted once, by the processor.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2D canvas in workers');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

function post(reply: CallReply<UndistortCalls>, transfer: Transferable[]): void {
  scope.postMessage(reply, transfer);
}
