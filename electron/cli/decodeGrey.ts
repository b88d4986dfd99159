import { greyImage } from '#shared/camera/doctor/greyImage.ts';
import type { GreyImage } from '#shared/camera/doctor/scene.ts';
import { decodeImage } from './decodeImage.ts';

/** The brightness of a PNG or JPEG file; undefined: another format, damaged, or too large. */
export function decodeGrey(bytes: Buffer): GreyImage | undefined {
  const decoded = decodeImage(bytes);
  return decoded && greyImage(decoded);
}
