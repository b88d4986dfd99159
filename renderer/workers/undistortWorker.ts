import type { CallReply, CallRequest } from './calls.ts';
import { Undistorter } from './undistorter.ts';
import type { UndistortCalls } from './undistortProtocol.ts';

/**
 * The module worker that undistorts images: no question about a cloud waits for it. It fetches and decodes them itself,
 * since handing over a bitmap that the page shows copies all of it there, on the page's time.
 */
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

async function undistort({ source, intrinsics }: Input): Promise<Output> {
  const response = await fetch(source.url, { headers: source.headers });
  if (!response.ok) throw new Error(`the image answers ${response.status}`);
  const bitmap = await createImageBitmap(await response.blob());
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
