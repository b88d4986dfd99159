import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Measurement, ToolOverlay } from '#renderer/editor/tools/toolOverlay.ts';
import { formatMeasurement } from '../view/formatMeasurement.ts';
import { useKeyCaps } from '../controls/useKeyCaps.ts';
import { useFrozenBy } from '../review/FrozenMark.tsx';
import { useRoom } from '../review/useReview.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

type Doing = 'band' | 'drawing' | 'move' | 'resize' | 'rotate' | undefined;

/** What the mouse does now, as a sentence. Changes when a gesture begins or ends, not while it runs. */
export function useHint(): string {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const doing = useStore(session.tools.overlay, doingOf);
  const measured = useStore(session.tools.overlay, measuredIn);
  const tool = useEditor((state) => state.tool);
  const activeClass = useEditor((state) => state.activeClass);
  const selected = useEditor((state) => state.selection.length);
  const isLocked = useEditor(({ selection, trackView }) =>
    selection.some((id) => {
      const trackId = session.document.get(id)?.trackId;
      return trackId !== undefined && trackView.locked.has(trackId);
    }),
  );
  const selectedTrack = useEditor(({ selection }) =>
    selection[0] === undefined ? undefined : session.document.get(selection[0])?.trackId,
  );
  const hasBox = useEditor((state) => state.selectedBox !== undefined);
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const isFrozen = useFrozenBy() !== undefined;
  const isOverview = useRoom((state) => state.isOverview);
  const isReview = useEditor(({ imageStage }) => imageStage.kind === 'review');
  const [next, back] = [useKeyCaps('review.next'), useKeyCaps('review.overview')];
  if (measured !== undefined) return formatMeasurement(measured, t);
  if (doing !== undefined) return t(`hint.${doing}`);
  if (isReview && isOverview)
    return t('hint.overview', { next: next?.join(' ') ?? '—', back: back?.join(' ') ?? '—' });
  if (tool === 'measure' || tool === 'carry' || tool === 'region' || tool === 'note')
    return t(`hint.${tool}`);
  if (isReadOnly) return t('hint.readOnly');
  if (isFrozen) return t('hint.frozen');
  if (tool === 'draw') return t('hint.draw', { class: activeClass });
  if (tool === 'box2d') {
    const track = selected === 1 && selectedTrack ? session.document.get(selectedTrack) : undefined;
    return track === undefined
      ? t('hint.box2d', { class: activeClass })
      : t('hint.box2dOf', { class: track.class, number: track.number });
  }
  if (hasBox) return t('hint.boxSelected');
  if (isLocked) return t('hint.locked');
  if (selected > 1) return t('hint.many');
  return selected === 1 ? t('hint.selected') : t('hint.select');
}

/** Not while its end follows the pointer. */
function measuredIn({ measurement }: ToolOverlay): Measurement | undefined {
  return measurement?.isOpen === false ? measurement : undefined;
}

function doingOf(overlay: ToolOverlay): Doing {
  if (overlay.band !== undefined) return 'band';
  return overlay.readout?.kind ?? (overlay.footprint === undefined ? undefined : 'drawing');
}
