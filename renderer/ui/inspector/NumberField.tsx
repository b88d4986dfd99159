import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { TEST_IDS } from '../testIds.ts';
import { evaluateNumber, stepNumber } from './numberExpression.ts';

export interface NumberFieldProps {
  /** Part of its test id: `centre-x`. */
  readonly name: string;
  readonly label: string;
  /** The letter drawn inside, x y z l w h. */
  readonly letter?: string;
  readonly value: number;
  readonly step: number;
  /** Smallest value that is accepted. */
  readonly min?: number;
  readonly isReadOnly: boolean;
  format(value: number): string;
  onCommit(value: number): void;
}

/** Longer numbers take the letter's room: a minus sign that is cut off would be another number. */
const MOST_BESIDE_LETTER = 6;

/**
 * A number that shows its rounded value and changes only by what is typed: Enter commits, Escape restores, ↑ ↓ step,
 * Shift steps ten times as far. The wheel never changes it. What was typed is not lost when the field goes away.
 */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { name, label, letter, value, step, min, isReadOnly, format, onCommit } = props;
  const shown = format(value);
  const { draft, typed, isWrong, setDraft, commit } = useDraft(props);

  const stepBy = (count: number): void => {
    const next = stepNumber(typed ?? value, step, count);
    setDraft(undefined);
    if (!isReadOnly && (min === undefined || next >= min)) onCommit(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'Enter':
        if (commit()) requestAnimationFrame(() => input.select());
        break;
      case 'Escape':
        setDraft(undefined);
        input.blur();
        break;
      case 'ArrowUp':
      case 'ArrowDown':
        event.preventDefault();
        stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
        requestAnimationFrame(() => input.select());
    }
  };

  return (
    <label className="number-field" data-wrong={isWrong}>
      {letter !== undefined && shown.length <= MOST_BESIDE_LETTER && (
        <span className="number-field__letter" aria-hidden="true">
          {letter}
        </span>
      )}
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={isWrong}
        readOnly={isReadOnly}
        data-testid={TEST_IDS.field(name)}
        value={draft ?? shown}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (!commit()) setDraft(undefined);
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

interface Draft {
  /** What has been typed and not committed. */
  readonly draft: string | undefined;
  /** The number that it stands for. */
  readonly typed: number | undefined;
  readonly isWrong: boolean;
  setDraft(text: string | undefined): void;
  /** Hands on what was typed; false when that is no number for this field. */
  commit(): boolean;
}

function useDraft({ value, min, format, onCommit }: NumberFieldProps): Draft {
  const [draft, setShownDraft] = useState<string>();
  // Blur and unmount come before the next render.
  const newest = useRef<string>(undefined);
  const setDraft = (text: string | undefined): void => {
    newest.current = text;
    setShownDraft(text);
  };
  const read = (text: string | undefined): number | undefined => {
    const typed = text === undefined ? undefined : evaluateNumber(text, value);
    return typed === undefined || (min !== undefined && typed < min) ? undefined : typed;
  };
  const commit = (): boolean => {
    const text = newest.current;
    // Leaving the field as it was must not round the value to what it showed.
    const isUntouched = text === undefined || text === format(value);
    const typed = read(text);
    if (!isUntouched && typed === undefined) return false;
    setDraft(undefined);
    if (!isUntouched && typed !== undefined) onCommit(typed);
    return true;
  };
  const commitLast = useEffectEvent(commit);
  // Selecting another object takes the field away before it loses the focus.
  useEffect(() => () => void commitLast(), []);

  const typed = read(draft);
  return {
    draft,
    typed,
    isWrong: draft !== undefined && draft !== '' && typed === undefined,
    setDraft,
    commit,
  };
}
