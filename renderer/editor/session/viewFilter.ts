import type { Vec3 } from '#shared/geometry/vec3.ts';
import { isInRegion, type GroundRegion } from '#shared/pointcloud/groundRegion.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidRecord } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import { isShown } from './trackView.ts';

/** What a person wants to see of the frame: of this window while the sequence is open, neither saved nor undone. */
export interface ViewFilter {
  readonly hiddenClasses: ReadonlySet<string>;
  /** Objects and points farther than this from the origin of the label frame, level, are hidden; metres. */
  readonly withinMetres: number | undefined;
  /** So are those outside of it. */
  readonly region: GroundRegion | undefined;
  /** Only points inside cuboids, or only those outside of all; undefined: both. */
  readonly labelled: 'inside' | 'outside' | undefined;
  /** 2D boxes are hidden on images, for the lines of cuboids to be seen under them. */
  readonly hidesBoxes: boolean;
}

/** Everything is shown. */
export const NO_FILTER: ViewFilter = {
  hiddenClasses: new Set(),
  withinMetres: undefined,
  region: undefined,
  labelled: undefined,
  hidesBoxes: false,
};

/** Hides the class, or shows it again. */
export function withClassToggled(filter: ViewFilter, className: string): ViewFilter {
  const hiddenClasses = new Set(filter.hiddenClasses);
  if (!hiddenClasses.delete(className)) hiddenClasses.add(className);
  return { ...filter, hiddenClasses };
}

/** Shows the class; the same object when it is shown. */
export function withClassShown(filter: ViewFilter, className: string): ViewFilter {
  return filter.hiddenClasses.has(className) ? withClassToggled(filter, className) : filter;
}

export function isFiltering(filter: ViewFilter): boolean {
  const { hiddenClasses, withinMetres, region, labelled, hidesBoxes } = filter;
  return hiddenClasses.size > 0 || [withinMetres, region, labelled].some(Boolean) || hidesBoxes;
}

/** Which points the filter leaves, but for those that lie in cuboids; undefined: all. */
export function pointsLeft({
  withinMetres,
  region,
}: ViewFilter): Pick<ShownPoints, 'withinMetres' | 'region'> | undefined {
  return withinMetres === undefined && region === undefined ? undefined : { withinMetres, region };
}

type Looking = Pick<EditorState, 'trackView' | 'filter' | 'selection'>;

/** Is the cuboid drawn? What is selected stays, wherever it is moved and whatever its class becomes. */
export function isOnScreen(document: LabelDocument, looking: Looking, record: CuboidRecord): boolean {
  const { trackView, filter, selection } = looking;
  if (!isShown(trackView, record.trackId)) return false;
  const { hiddenClasses } = filter;
  const className = hiddenClasses.size === 0 ? undefined : document.get(record.trackId)?.class;
  const isLeft = !(className !== undefined && hiddenClasses.has(className));
  return (isLeft && isNear(filter, record.cuboid.centre)) || selection.includes(record.id);
}

/** Is a place (label frame) within the distance and the region that are shown? */
export function isNear({ withinMetres, region }: ViewFilter, [x, y]: Vec3): boolean {
  if (withinMetres !== undefined && Math.hypot(x, y) > withinMetres) return false;
  return region === undefined || isInRegion(region, x, y);
}

/** Those of the frame on screen that are drawn. */
export function cuboidsOnScreen(
  document: LabelDocument,
  state: Looking & Pick<EditorState, 'frameId'>,
): readonly CuboidRecord[] {
  if (state.frameId === undefined) return [];
  return document.cuboidsIn(state.frameId).filter((record) => isOnScreen(document, state, record));
}
