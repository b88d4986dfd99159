import { CircleCheck, CircleDashed, Diamond, SquareCheck } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '#shared/dataset/dataset.ts';
import type { Batch } from '#renderer/batch/batch.ts';
import { CellPainter } from '#renderer/batch/cellPainter.ts';
import type { CellSide } from '#renderer/batch/cellView.ts';
import { ImageCellPainter } from '#renderer/batch/imageCellPainter.ts';
import type { CuboidRecord, FrameId, TrackId } from '#renderer/editor/document/records.ts';
import { CLICK_PIXELS, pixelDistance } from '#renderer/editor/tools/pixels.ts';
import { classColorOf } from '#renderer/images/classColorOf.ts';
import { SCENE_THEMES } from '#renderer/scene/sceneTheme.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { sceneClassColor } from '../view/sceneClassColor.ts';
import { BatchCell, type CellPainting } from './BatchCell.tsx';
import { BatchFoot } from './BatchFoot.tsx';

export interface BatchColumnProps {
  readonly batch: Batch;
  readonly frame: Frame;
  readonly trackId: TrackId;
  readonly hasImages: boolean;
}

/** The pointer may only be passing by (milliseconds). */
const ENTER_MS = 80;

/** One frame of the batch: how the cuboid came there, its cells, and how many points it holds. */
export function BatchColumn({ batch, frame, trackId, hasImages }: BatchColumnProps): ReactNode {
  const { t } = useTranslation();
  const frameId = frame.id as FrameId;
  const record = useRecord(batch, trackId, frameId);
  const isCurrent = useEditor((state) => state.frameId === frameId);
  const isChosen = useEditor((state) => state.chosenFrames.includes(frameId));
  const enter = useEnter(frameId);
  const pick = usePick(frameId);
  const create = useCreate(batch, frameId, trackId);
  const name = (row: 'image' | 'top' | 'side'): string =>
    t('batch.cell', { row: t(`batch.${row}`), frame: frame.name });
  return (
    <div
      className="batch-column"
      role="group"
      aria-label={t('batch.frame', { frame: frame.name })}
      aria-current={isCurrent}
      data-chosen={isChosen}
      data-testid={`batch-${frame.index}`}
      onPointerEnter={enter.start}
      onPointerLeave={enter.stop}
      onMouseDown={keepKeysInViews}
      {...pick}
    >
      <button type="button" className="batch-column__head" data-keys="canvas">
        {isChosen && (
          <SquareCheck
            size={15}
            strokeWidth={2}
            className="batch-column__chosen"
            aria-label={t('batch.isChosen')}
          />
        )}
        <b>{frame.index + 1}</b>
        {record !== undefined && <Origin record={record} />}
      </button>
      {record === undefined ? (
        <p className="batch-column__empty">
          {t('batch.lacks')}
          {isCurrent && <KeyCaps command="track.keyframe" />}
        </p>
      ) : (
        <>
          {hasImages && (
            <BatchCell name={name('image')} className="batch-cell--image" create={create.image} />
          )}
          <BatchCell name={name('top')} className="batch-cell--top" create={create.top} />
          <BatchCell name={name('side')} className="batch-cell--side" create={create.side} />
        </>
      )}
      <BatchFoot batch={batch} frameId={frameId} record={record} />
    </div>
  );
}

function Origin({ record }: { readonly record: CuboidRecord }): ReactNode {
  const { t } = useTranslation();
  const { provenance, status } = record;
  const isKeyframe = provenance.keyframe;
  const Icon = isKeyframe ? Diamond : CircleDashed;
  return (
    <>
      <Icon size={13} strokeWidth={1.75} aria-hidden />
      <span className="batch-column__origin">
        {t(isKeyframe ? 'batch.keyframe' : `inspector.sources.${provenance.source}`)}
      </span>
      {status === 'confirmed' && (
        <CircleCheck
          size={14}
          strokeWidth={1.75}
          className="batch-column__ok"
          aria-label={t('inspector.confirmed')}
        />
      )}
    </>
  );
}

/** The object's cuboid in the frame, as it was when the last gesture ended. */
function useRecord(batch: Batch, trackId: TrackId, frameId: FrameId): CuboidRecord | undefined {
  const { document } = useWorkspace().session;
  const subscribe = useCallback(
    (listener: () => void) =>
      document.subscribe(({ cause, frames }) => {
        if (cause !== 'preview' && frames.has(frameId)) listener();
      }),
    [document, frameId],
  );
  return useSyncExternalStore(subscribe, () => batch.recordOf(trackId, frameId));
}

/** The frame comes on screen when the pointer stays: then its cells can be worked in. */
function useEnter(frameId: FrameId): { start(): void; stop(): void } {
  const { session } = useWorkspace();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    start: () => {
      timer.current = setTimeout(() => {
        if (!session.document.isGestureRunning) void session.tracks.chosen.visit(frameId);
      }, ENTER_MS);
    },
    stop: () => clearTimeout(timer.current),
  };
}

/** A click, and no drag, brings the frame on screen: alone, with Shift with those up to it, with Ctrl with the others. */
function usePick(frameId: FrameId): {
  onPointerDown(event: PointerEvent): void;
  onClick(event: MouseEvent): void;
} {
  const { chosen } = useWorkspace().session.tracks;
  const pressed = useRef<readonly [number, number]>(undefined);
  return {
    onPointerDown: ({ clientX, clientY }) => {
      pressed.current = [clientX, clientY];
    },
    onClick: ({ clientX, clientY, shiftKey, ctrlKey, metaKey, detail }) => {
      const from = pressed.current ?? [clientX, clientY];
      // The head is pressed with Enter, too: then there is no place.
      if (detail > 0 && pixelDistance(from, [clientX, clientY]) >= CLICK_PIXELS) return;
      void chosen.pick(frameId, shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'alone');
    },
  };
}

/** What draws in each of the cells. */
function useCreate(
  batch: Batch,
  frameId: FrameId,
  trackId: TrackId,
): Readonly<Record<'image' | CellSide, (canvas: HTMLCanvasElement) => CellPainting>> {
  const { session, dataset } = useWorkspace();
  const theme = useTheme();
  const unseen = useTranslation().t('images.unseen');
  return useMemo(() => {
    const onCloud = sceneClassColor(dataset.ontology, theme);
    const about = { session, batch, frameId, trackId };
    const cell = (side: CellSide) => (canvas: HTMLCanvasElement) =>
      new CellPainter({ ...about, canvas, side, classColor: onCloud, theme: SCENE_THEMES[theme] });
    return {
      image: (canvas) =>
        new ImageCellPainter({ ...about, canvas, unseen, classColor: classColorOf(dataset) }),
      top: cell('top'),
      side: cell('side'),
    };
  }, [batch, session, dataset, theme, unseen, frameId, trackId]);
}
