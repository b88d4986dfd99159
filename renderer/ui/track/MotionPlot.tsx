import { TriangleAlert } from 'lucide-react';
import { useMemo, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { frameAt, plotShape, type PlotOptions } from './plotShape.ts';

/** A frame to look at. */
export interface PlotMark {
  readonly index: number;
  /** In words. */
  readonly text: string;
}

export interface MotionPlotProps extends PlotOptions {
  readonly name: string;
  readonly unit: string;
  /** Of the frame on screen. */
  readonly here: number | undefined;
  /** Lower than the others. */
  readonly isSmall?: boolean;
  readonly color: string;
  readonly marks: readonly PlotMark[];
  format(value: number): string;
  frameName(index: number): string;
  onPick(index: number): void;
}

/** One value of an object over its frames. A click goes to the frame there; its marks are buttons that ← → go through. */
export function MotionPlot(props: MotionPlotProps): ReactNode {
  const { name, unit, here, isSmall = false, color, marks, format, onPick } = props;
  const { values, first, last, isSigned, leastTop, isJoined } = props;
  const shape = useMemo(
    () => plotShape({ values, first, last, isSigned, leastTop, isJoined }),
    [values, first, last, isSigned, leastTop, isJoined],
  );
  const value = values.find(({ index }) => index === here)?.value;
  const isHere = here !== undefined && here >= first && here <= last;
  const x = isHere ? `${shape.xOf(here)}%` : undefined;
  const pick = (event: MouseEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = frameAt(
      values.map((one) => one.index),
      (event.clientX - left) / width,
    );
    if (index !== undefined) onPick(index);
  };
  return (
    <div className="motion-plot" data-small={isSmall} style={{ '--plot': color } as CSSProperties}>
      <div className="motion-plot__head">
        <span className="motion-plot__name">{name}</span>
        <span className="motion-plot__range" aria-hidden>
          {isSigned ? `±${shape.top}` : `0–${shape.top}`}
        </span>
        <span className="motion-plot__value">
          {value === undefined ? '–' : format(value)} <span className="motion-plot__unit">{unit}</span>
        </span>
      </div>
      <div className="motion-plot__area" onMouseDown={keepKeysInViews} onClick={pick}>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={useDescription(props, shape.extremes, value)}
        >
          <line className="motion-plot__zero" x1="0" x2="100" y1={shape.yOf(0)} y2={shape.yOf(0)} />
          <path className="motion-plot__line" d={shape.path} />
        </svg>
        {x !== undefined && <span className="motion-plot__here" style={{ left: x }} />}
        {x !== undefined && value !== undefined && (
          <span className="motion-plot__dot" style={{ left: x, top: `${shape.yOf(value)}%` }} />
        )}
        <Marks name={name} marks={marks} xOf={shape.xOf} onPick={onPick} />
      </div>
    </div>
  );
}

function useDescription(
  { name, unit, first, last, format, frameName }: MotionPlotProps,
  extremes: readonly [number, number] | undefined,
  value: number | undefined,
): string {
  const { t } = useTranslation();
  if (extremes === undefined) return name;
  return t('plots.described', {
    what: name,
    unit,
    first: frameName(first),
    last: frameName(last),
    least: format(extremes[0]),
    most: format(extremes[1]),
    here: value === undefined ? t('plots.unknownHere') : `${format(value)} ${unit}`,
  });
}

interface MarksProps {
  readonly name: string;
  readonly marks: readonly PlotMark[];
  xOf(index: number): number;
  onPick(index: number): void;
}

/** One stop of Tab for all of them. */
function Marks({ name, marks, xOf, onPick }: MarksProps): ReactNode {
  const { t } = useTranslation();
  if (marks.length === 0) return null;
  return (
    <div
      className="motion-plot__marks"
      role="toolbar"
      aria-label={`${name}: ${t('plots.outliers')}`}
      onKeyDown={walk}
    >
      {marks.map(({ index, text }, i) => (
        <button
          key={text}
          type="button"
          className="motion-plot__mark"
          style={{ left: `${xOf(index)}%` }}
          tabIndex={i === 0 ? 0 : -1}
          aria-label={text}
          title={text}
          onClick={(event) => {
            // The plot behind it means the frame nearest to the pointer.
            event.stopPropagation();
            onPick(index);
          }}
        >
          <TriangleAlert size={12} strokeWidth={2} aria-hidden />
        </button>
      ))}
    </div>
  );
}

/** ← → move the focus among the buttons of a row, round its ends. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
