import { degreesFromRadians } from '#shared/geometry/angle.ts';
import type { ToolReadout } from '#renderer/editor/tools/toolOverlay.ts';
import { formatDegrees, formatMetres } from '#renderer/i18n/format.ts';

/** What a drag has changed, at the handle: `+0.21 m → 4.18 m`. A move has only how far. */
export function formatReadout({ kind, delta, value }: ToolReadout): string {
  switch (kind) {
    case 'move':
      return `${formatMetres(value)} m`;
    case 'resize':
      return `${signed(delta, formatMetres)} m → ${formatMetres(value)} m`;
    case 'rotate':
      return `${signed(degreesFromRadians(delta), formatDegrees)} → ${formatDegrees(degreesFromRadians(value))}`;
  }
}

function signed(value: number, format: (value: number) => string): string {
  const text = format(value);
  // What rounds to nothing has no sign.
  return value > 0 && text !== format(0) ? `+${text}` : text;
}
