import { useId, useRef, type ReactNode } from 'react';

export interface ToneSliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  format(value: number): string;
  /** At every step of a drag. */
  onShow(value: number): void;
  /** When the slider was let go or moved by a key. */
  onKeep(): void;
}

/** A slider with its value. Escape during a drag takes back what the drag changed. */
export function ToneSlider({ label, value, format, onShow, onKeep, ...range }: ToneSliderProps): ReactNode {
  const id = useId();
  const drag = useRef<{ readonly from: number; isCancelled: boolean }>(undefined);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...range}
        value={value}
        aria-valuetext={format(value)}
        onChange={(event) => {
          if (drag.current?.isCancelled !== true) onShow(event.target.valueAsNumber);
        }}
        onPointerDown={() => {
          drag.current = { from: value, isCancelled: false };
        }}
        onPointerUp={() => {
          drag.current = undefined;
          onKeep();
        }}
        onKeyUp={(event) => {
          if (event.key !== 'Tab' && event.key !== 'Escape') onKeep();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || drag.current === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          drag.current.isCancelled = true;
          onShow(drag.current.from);
        }}
      />
      <output htmlFor={id}>{format(value)}</output>
    </>
  );
}
