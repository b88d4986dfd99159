import type { SceneViewId } from './sceneView.ts';
import { LARGE_SHARE, type SceneLayout } from './viewports.ts';

/** Where a view lies, in shares of the scene. */
export interface Place {
  readonly top: string;
  readonly left: string;
  readonly width: string;
  readonly height: string;
}

type Places = Readonly<Record<SceneViewId, Place>>;

function place(left: number, top: number, width: number, height: number): Place {
  return { left: percent(left), top: percent(top), width: percent(width), height: percent(height) };
}

function percent(share: number): string {
  return `${share * 100}%`;
}

function lowerRow(share: number): [Place, Place, Place] {
  const at = (column: number): Place => place(column / 3, share, 1 / 3, 1 - share);
  return [at(0), at(1), at(2)];
}

/** The row alone. */
function review(): Places {
  const [top, side, perspective] = lowerRow(0);
  return { top, side, perspective, rear: perspective };
}

function rows(isSwapped: boolean): Places {
  const large = place(0, 0, 1, LARGE_SHARE);
  const [first, second, third] = lowerRow(LARGE_SHARE);
  return {
    perspective: isSwapped ? first : large,
    top: isSwapped ? large : first,
    side: second,
    rear: third,
  };
}

const QUARTERS: Places = {
  top: place(0, 0, 0.5, 0.5),
  perspective: place(0.5, 0, 0.5, 0.5),
  side: place(0, 0.5, 0.5, 0.5),
  rear: place(0.5, 0.5, 0.5, 0.5),
};

/** As `Viewports` lays them out, for what is laid over them. */
export function viewPlaces(layout: SceneLayout, isSwapped: boolean): Places {
  if (layout === 'review') return review();
  return layout === 'rows' ? rows(isSwapped) : QUARTERS;
}
