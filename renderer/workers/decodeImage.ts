import type { ImagePixels } from '#shared/camera/cloudPaint.ts';

/** An image file's pixels, as it is seen in a panel. Rejects with what the browser says of a damaged one. */
export async function decodeImage(file: Blob): Promise<ImagePixels> {
  const bitmap = await createImageBitmap(file);
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('this browser has no 2D canvas in workers');
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
