import { imageRectangle, type CameraView } from '#shared/camera/cameraView.ts';
import { projectPoint } from '#shared/camera/projectPoint.ts';
import { invertTransform } from '#shared/geometry/rigidTransform.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import { buildRamp, RAMP_STOPS } from '#renderer/scene/color/ramp.ts';
import { panelFromImage, type ImageViewport } from './imageViewport.ts';

/** CSS pixels. */
const SIDE = 2.5;
/** Metres; near ones are bright, everything farther than this is dark. */
const FARTHEST = 60;
const COLORS = colorsOf(24);

/** Draws points over an image, coloured by how far they are from the camera. `points`: x, y, z of each, label frame. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  points: Float64Array,
  camera: CameraView,
  viewport: ImageViewport,
): void {
  const { left, top, right, bottom } = imageRectangle(camera.width, camera.height);
  const standsAt = invertTransform(camera.cameraFromLabel).translation;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const point: Vec3 = [points[i]!, points[i + 1]!, points[i + 2]!];
    const pixel = projectPoint(point, camera);
    if (pixel === undefined) continue;
    const [u, v] = pixel;
    if (u < left || u > right || v < top || v > bottom) continue;
    const [x, y] = panelFromImage(viewport, pixel);
    const nearness = 1 - Math.min(1, distance(point, standsAt) / FARTHEST);
    context.fillStyle = COLORS[Math.round(nearness * (COLORS.length - 1))]!;
    context.fillRect(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE);
  }
}

function colorsOf(count: number): readonly string[] {
  const texels = buildRamp(RAMP_STOPS.dark, count);
  return Array.from({ length: count }, (_, i) => {
    const [red, green, blue] = texels.subarray(i * 4, i * 4 + 3);
    return `rgb(${red}, ${green}, ${blue})`;
  });
}
