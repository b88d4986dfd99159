import type { CuboidRecord } from '#renderer/editor/document/records.ts';
import { isUnreviewed } from '#renderer/editor/edits/provenance.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { cuboidsOnScreen } from '#renderer/editor/session/viewFilter.ts';
import { parseHex } from '../color/oklab.ts';
import type { DrawnCuboid } from '../objects/cuboidShapes.ts';

/** Paint of a class by its name, `#RRGGBB`. */
export type ClassColor = (className: string) => string;

/** How a cuboid of the frame on screen is shown. */
export interface ShownCuboid extends DrawnCuboid {
  readonly record: CuboidRecord;
  readonly className: string;
  readonly trackNumber: number | undefined;
  readonly isLocked: boolean;
  /** `#RRGGBB`. */
  readonly hex: string;
}

/**
 * The cuboids of the frame on screen except hidden ones, a running drag included; hovered and selected ones last, so that
 * they lie on top.
 */
export function shownCuboids(
  { state, document }: Pick<EditorSession, 'state' | 'document'>,
  classColor: ClassColor,
): readonly ShownCuboid[] {
  const { selection, hovered, trackView, frameId } = state.getState();
  // What is accepted can be moved no more than what is locked.
  const isFrozen = frameId !== undefined && document.isFrozen(frameId);
  const selected = new Set(selection);
  const records = cuboidsOnScreen(document, state.getState());
  const shown = records.map((record): ShownCuboid => {
    const track = document.get(record.trackId);
    const className = track?.class ?? '';
    const hex = classColor(className);
    return {
      record,
      cuboid: record.cuboid,
      className,
      trackNumber: track?.number,
      isLocked: isFrozen || trackView.locked.has(record.trackId),
      hex,
      color: parseHex(hex),
      isSelected: selected.has(record.id),
      isHovered: record.id === hovered,
      isDashed: isUnreviewed(record),
    };
  });
  const rank = ({ isSelected, isHovered }: ShownCuboid): number => (isSelected ? 2 : isHovered ? 1 : 0);
  return shown.toSorted((a, b) => rank(a) - rank(b));
}

/** What a suggested fix would make of a cuboid, dotted. */
export function suggestedCuboids(
  { state }: Pick<EditorSession, 'state'>,
  color: DrawnCuboid['color'],
): readonly DrawnCuboid[] {
  const cuboid = state.getState().suggested;
  if (cuboid === undefined) return [];
  return [{ cuboid, color, isSelected: false, isHovered: false, isDashed: false, isDotted: true }];
}

/** What is proposed; the one that is looked at as if it were hovered. */
export function proposedCuboids(
  { proposals }: Pick<EditorSession, 'proposals'>,
  classColor: ClassColor,
): readonly DrawnCuboid[] {
  const state = proposals.store.getState();
  if (state.kind !== 'found') return [];
  return state.proposals.map(({ cuboid, className }, i) => ({
    cuboid,
    color: parseHex(classColor(className)),
    isSelected: false,
    isHovered: i === state.current,
    isDashed: true,
  }));
}
