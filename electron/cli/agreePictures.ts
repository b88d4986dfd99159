import type { Frame } from '#shared/dataset/dataset.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { projectCuboid, type ProjectedCuboid } from '#shared/camera/projectCuboid.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { uniteRectangles, type Rectangle } from '#shared/geometry/rectangle.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { Outline, Picture, ReportedFinding } from '#shared/quality/report/agreementReport.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { cutImage } from './cutImage.ts';
import { decodeImage } from './decodeImage.ts';

/** On each side of what is shown, as a part of it; and the least side of a picture, pixels of the image. */
const MARGIN = 0.35;
const SMALLEST_SIDE = 90;
/** Width to height, as the page shows them. */
const ASPECT = 4 / 3;
const LONGEST_SIDE = 560;

/** What is to be seen of a finding, cut out of its camera's image; undefined where there is nothing to see, or no image. */
export async function pictureOfFinding(
  folder: FolderOnDisk,
  { finding }: ReportedFinding,
  frame: Frame,
  labels: QualityFrame,
): Promise<Picture | undefined> {
  const camera = labels.cameras.find(({ id }) => id === finding.camera);
  const file = frame.images.find(({ sensor }) => sensor === finding.camera);
  if (camera === undefined || file === undefined) return undefined;
  const object = labels.objects.find(({ id }) => id === finding.objectId);
  const found = labels.boxes2d.find(({ id }) => id === finding.box2dId)?.rectangle;
  const box = found !== undefined && isDrawable(found) ? found : undefined;
  const { view } = camera;
  const projected = object && view && projectCuboid(object.cuboid, view);
  const fixed = view && fixedOf(finding.fix, object?.id, view);
  const shown = [box, boundsOf(projected)].filter((bounds) => bounds !== undefined);
  if (shown.length === 0) return undefined;
  const image = await readImage(folder, file.path);
  if (image === undefined) return undefined;
  const around = withMargin(shown.reduce(uniteRectangles), image);
  const cut = cutImage(image, around, LONGEST_SIDE);
  return (
    cut && {
      ...cut,
      projection: outlinesOf(projected),
      fixed: outlinesOf(fixed),
      projectionBounds: boundsOf(projected),
      box,
      edges: edgesOf(finding),
    }
  );
}

function fixedOf(
  fix: ReportedFinding['finding']['fix'],
  objectId: string | undefined,
  view: CameraView,
): ProjectedCuboid | undefined {
  return fix?.kind === 'cuboid' && fix.objectId === objectId
    ? projectCuboid(fix.cuboid satisfies Cuboid, view)
    : undefined;
}

function boundsOf(projected: ProjectedCuboid | undefined): Rectangle | undefined {
  return projected?.clipped ?? projected?.amodal;
}

function outlinesOf(projected: ProjectedCuboid | undefined): readonly Outline[] {
  return projected?.edges.map(({ points }) => points.map(([x, y]) => [x, y] as const)) ?? [];
}

/** As the rule has them: 0 where an edge may lie further in, since something may hide it. */
function edgesOf({ params }: ReportedFinding['finding']): Picture['edges'] {
  const { leftPixels: left, topPixels: top, rightPixels: right, bottomPixels: bottom } = params;
  return isNumber(left) && isNumber(top) && isNumber(right) && isNumber(bottom)
    ? { left, top, right, bottom }
    : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isDrawable({ left, top, right, bottom }: Rectangle): boolean {
  return [left, top, right, bottom].every(Number.isFinite) && left <= right && top <= bottom;
}

/** With room around it, in the shape of a picture; moved, not cut, where it would go beyond the image. */
function withMargin(
  inner: Rectangle,
  { width, height }: { readonly width: number; readonly height: number },
): Rectangle {
  const [left, right] = [within(inner.left, width), within(inner.right, width)];
  const [top, bottom] = [within(inner.top, height), within(inner.bottom, height)];
  const needed = {
    across: Math.max(SMALLEST_SIDE, (right - left) * (1 + 2 * MARGIN)),
    down: Math.max(SMALLEST_SIDE / ASPECT, (bottom - top) * (1 + 2 * MARGIN)),
  };
  const across = Math.min(width - 1, Math.max(needed.across, needed.down * ASPECT));
  const down = Math.min(height - 1, Math.max(needed.down, needed.across / ASPECT));
  const [x, y] = [start((left + right) / 2, across, width), start((top + bottom) / 2, down, height)];
  return { left: x, top: y, right: x + across, bottom: y + down };
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most - 1, value));
}

function start(middle: number, side: number, most: number): number {
  return Math.max(0, Math.min(most - 1 - side, middle - side / 2));
}

async function readImage(folder: FolderOnDisk, path: string) {
  try {
    const parts: Uint8Array[] = [];
    for await (const part of folder.readStream(path)) parts.push(part);
    return decodeImage(Buffer.concat(parts));
  } catch (error) {
    // Images that cannot be read are told by others; the finding is told without its picture.
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
