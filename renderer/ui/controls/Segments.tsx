import type { ReactNode } from 'react';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import './segments.css';

export interface SegmentsProps<T extends string> {
  readonly name: string;
  /** None is pressed where it is no choice's. */
  readonly value: string | undefined;
  readonly choices: readonly { readonly value: T; readonly text: string; readonly title?: string }[];
  readonly isDisabled: boolean;
  onChange(value: T): void;
}

/** A few choices side by side, one or none of them pressed. */
export function Segments<T extends string>(props: SegmentsProps<T>): ReactNode {
  const { name, value, choices, isDisabled, onChange } = props;
  return (
    <div className="segments" role="group" aria-label={name}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="segment"
          aria-pressed={choice.value === value}
          aria-label={choice.title}
          title={choice.title}
          disabled={isDisabled}
          onMouseDown={keepKeysInViews}
          onClick={() => onChange(choice.value)}
        >
          {choice.text}
        </button>
      ))}
    </div>
  );
}
