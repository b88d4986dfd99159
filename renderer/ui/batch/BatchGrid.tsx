import { Check, Diamond, Spline, SquareCheck, X } from 'lucide-react';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import { Batch } from '#renderer/batch/batch.ts';
import { Button } from '../controls/Button.tsx';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useTrack } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { BatchColumn } from './BatchColumn.tsx';
import { columnsThatFit, windowAbout } from './batchWindow.ts';
import './batch.css';

/** The object that is followed, in many frames side by side, instead of the views. */
export function BatchGrid(): ReactNode {
  const { t } = useTranslation();
  const isBatch = useEditor(({ imageStage }) => imageStage.kind === 'batch');
  const trackId = useEditor((state) => state.followed);
  if (!isBatch) return null;
  return (
    <section className="batch" aria-label={t('batch.title')} data-keys="canvas">
      {trackId === undefined ? (
        <p className="batch__empty">{t('batch.empty')}</p>
      ) : (
        <Columns key={trackId} trackId={trackId} />
      )}
    </section>
  );
}

function Columns({ trackId }: { readonly trackId: TrackId }): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { sequence } = workspace;
  const { frames } = sequence;
  const ref = useRef<HTMLDivElement>(null);
  const batch = useBatch();
  const { width, height } = useSize(ref);
  const count = columnsThatFit(width, frames.length);
  const [first, scroll] = useWindow(count);
  const shown = useMemo(() => frames.slice(first, first + count), [frames, first, count]);
  const hasImages = sequence.cameras.length > 0;
  const columnWidth = count === 0 ? 0 : width / count;
  useEffect(() => {
    if (count === 0 || height === 0) return;
    const aspect = columnWidth / (height * IMAGE_SHARE);
    batch.show(
      trackId,
      shown.map(({ id }) => id as FrameId),
      aspect,
    );
  }, [batch, trackId, shown, count, columnWidth, height]);
  return (
    <>
      <Head trackId={trackId} from={first + 1} to={first + shown.length} />
      <div
        ref={ref}
        className="batch__columns"
        data-images={hasImages}
        style={{ '--columns': count } as CSSProperties}
        onWheel={(event) => scroll(Math.sign(event.deltaY) * (event.shiftKey ? count : 1))}
      >
        {shown.map((frame) => (
          <BatchColumn key={frame.id} batch={batch} frame={frame} trackId={trackId} hasImages={hasImages} />
        ))}
      </div>
      <p className="batch__foot">{t('batch.hint')}</p>
    </>
  );
}

/** Share of a column's height that its image takes. */
const IMAGE_SHARE = 0.3;

function Head({
  trackId,
  from,
  to,
}: {
  readonly trackId: TrackId;
  readonly from: number;
  readonly to: number;
}): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = useWorkspace();
  const { commands } = session;
  const track = useTrack(trackId);
  const chosen = useEditor((state) => state.chosenFrames.length);
  const ontologyClass = dataset.ontology.classes.find(({ name }) => name === track?.class);
  return (
    <header className="batch__head" data-keys="controls" onMouseDown={keepKeysInViews}>
      <ClassSwatch of={ontologyClass} />
      <b>
        {track?.class} {track?.number}
      </b>
      <span className="batch__range">{t('batch.range', { from, to })}</span>
      <span className="batch__chosen" role="status">
        {chosen > 0 && (
          <>
            <SquareCheck size={14} strokeWidth={2} aria-hidden />{' '}
            <b>{t('batch.chosen', { count: chosen })}</b>
            <span className="batch__range">
              <KeyCaps command="edit.cancel" /> {t('batch.onlyOne')}
            </span>
          </>
        )}
      </span>
      <span className="batch__space" />
      <Button onClick={() => commands.run('track.keyframe')}>
        <Diamond size={14} strokeWidth={1.75} aria-hidden /> {t('batch.keyframe')}{' '}
        <KeyCaps command="track.keyframe" />
      </Button>
      <Button onClick={() => commands.run('track.interpolate')}>
        <Spline size={14} strokeWidth={1.75} aria-hidden /> {t('batch.interpolate')}{' '}
        <KeyCaps command="track.interpolate" />
      </Button>
      <Button look="primary" onClick={() => commands.run('track.confirmNext')}>
        <Check size={14} strokeWidth={1.75} aria-hidden />{' '}
        {chosen > 0 ? t('batch.confirmChosen', { count: chosen }) : t('batch.confirmNext')}{' '}
        <KeyCaps command="frame.done" />
      </Button>
      <IconButton icon={X} name={t('images.back')} onClick={() => commands.run('view.batch')} />
    </header>
  );
}

/** Brings what the cells show while the grid is there. */
function useBatch(): Batch {
  const { session, sequence, images, clouds } = useWorkspace();
  const batch = useMemo(
    () => new Batch({ session, sequence, images, clouds }),
    [session, sequence, images, clouds],
  );
  useEffect(() => batch.start(), [batch]);
  return batch;
}

/** The first frame of the window, and how to scroll; it moves by itself only to keep the frame on screen within. */
function useWindow(count: number): readonly [number, (by: number) => void] {
  const { sequence } = useWorkspace();
  const total = sequence.frames.length;
  const current = useEditor(({ frameId }) => sequence.frames.findIndex(({ id }) => id === frameId));
  const [window, setWindow] = useState({ first: Math.max(0, current - 2), current, count: 0 });
  let { first } = window;
  if (window.current !== current || window.count !== count) {
    first = windowAbout(current, first, count, total);
    setWindow({ first, current, count });
  }
  const most = Math.max(0, total - count);
  return [
    Math.min(first, most),
    (by) => setWindow({ first: Math.max(0, Math.min(first + by, most)), current, count }),
  ];
}

function useSize(ref: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
