import type { CameraPoints } from '#renderer/workers/protocol.ts';

export interface SomePoint {
  readonly at: readonly [x: number, y: number];
  readonly height?: number;
  readonly intensity?: number;
}

/** Points with the indices 10, 20, 30 …, i metres from the camera and at (i, 0, 0) beside (100, 200, 0). */
export function someCameraPoints(points: readonly SomePoint[]): CameraPoints {
  return {
    count: points.length,
    indices: Uint32Array.from(points, (_, i) => 10 * (i + 1)),
    pixels: Float32Array.from(points.flatMap(({ at }) => at)),
    ranges: Float32Array.from(points, (_, i) => i),
    origin: [100, 200, 0],
    positions: Float32Array.from(points.flatMap((_, i) => [i, 0, 0])),
    tones: {
      height: Uint8Array.from(points, ({ height = 255 }) => height),
      intensity: Uint8Array.from(points, ({ intensity = 0 }) => intensity),
      distance: new Uint8Array(points.length),
    },
  };
}
