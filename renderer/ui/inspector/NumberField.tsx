import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { TEST_IDS } from '../testIds.ts';
import { evaluateNumber, stepNumber } from './numberExpression.ts';

export interface NumberFieldProps {
  /** Part of its test id: `centre-x`. */
  readonly name: string;
  readonly label: string;
  /** The letter drawn inside, x y z l w h. */
  readonly letter?: string;
  /** Undefined: several that differ. */
  readonly value: number | undefined;
  readonly step: number;
  /** Smallest value that is accepted. */
  readonly min?: number;
  readonly isReadOnly: boolean;
  format(value: number): string;
  /** A number, or each of several, becomes what `next` makes of it. */
  onChange(next: (current: number) => number): void;
  /** The letter was pressed: it may be dragged. */
  onGrip?(event: PointerEvent<HTMLElement>): void;
}

/** Longer numbers take the letter's room: a minus sign that is cut off would be another number. */
const MOST_BESIDE_LETTER = 6;

/**
 * A number that shows its rounded value and changes only by what is typed: Enter commits, Escape restores, ↑ ↓ step,
 * Shift steps ten times as far, its letter can be dragged. The wheel never changes it. What was typed is not lost when
 * the field goes away. Where several numbers differ, each is changed by what is typed: `+0.2` adds to each.
 */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { name, label, letter, value, step, isReadOnly, format, onChange, onGrip } = props;
  const { t } = useTranslation();
  const shown = value === undefined ? '' : format(value);
  const { draft, isWrong, read, isTyping, setDraft, commit } = useDraft(props);

  /** Once the new value is shown; unless the next one is being typed by then, whose first digits it would swallow. */
  const selectSoon = (input: HTMLInputElement): void => {
    requestAnimationFrame(() => {
      if (!isTyping()) input.select();
    });
  };

  const stepBy = (count: number): void => {
    setDraft(undefined);
    if (!isReadOnly) onChange((current) => stepNumber(read(draft, current) ?? current, step, count));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'Enter':
        if (commit()) selectSoon(input);
        break;
      case 'Escape':
        setDraft(undefined);
        input.blur();
        break;
      case 'ArrowUp':
      case 'ArrowDown':
        event.preventDefault();
        stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
        selectSoon(input);
    }
  };

  return (
    <div className="number-field" data-wrong={isWrong}>
      <span
        className={onGrip === undefined ? 'number-field__grip is-still' : 'number-field__grip'}
        aria-hidden="true"
        title={onGrip && t('scrub.help')}
        onPointerDown={onGrip}
      >
        {shown.length <= MOST_BESIDE_LETTER && letter}
      </span>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={isWrong}
        readOnly={isReadOnly}
        placeholder={value === undefined ? t('inspector.mixed') : undefined}
        data-testid={TEST_IDS.field(name)}
        value={draft ?? shown}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (!commit()) setDraft(undefined);
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

interface Draft {
  /** What has been typed and not committed. */
  readonly draft: string | undefined;
  readonly isWrong: boolean;
  /** The number that a text stands for; undefined where it is none for this field. */
  read(text: string | undefined, current: number): number | undefined;
  /** Is there a draft, also one that is not on screen yet? */
  isTyping(): boolean;
  setDraft(text: string | undefined): void;
  /** Hands on what was typed; false when that is no number for this field. */
  commit(): boolean;
}

function useDraft({ value, min, format, onChange }: NumberFieldProps): Draft {
  const [draft, setShownDraft] = useState<string>();
  // Blur and unmount come before the next render.
  const newest = useRef<string>(undefined);
  const setDraft = (text: string | undefined): void => {
    newest.current = text;
    setShownDraft(text);
  };
  const read: Draft['read'] = (text, current) => {
    const typed = text === undefined ? undefined : evaluateNumber(text, current);
    return typed === undefined || (min !== undefined && typed < min) ? undefined : typed;
  };
  // Where several differ, whether it is a number at all: what it makes of each, each will tell.
  const isRight = (text: string): boolean => read(text, value ?? 1) !== undefined;
  const commit = (): boolean => {
    const text = newest.current;
    // Leaving the field as it was must not round the value to what it showed.
    const isUntouched = text === undefined || text === (value === undefined ? '' : format(value));
    if (!isUntouched && !isRight(text)) return false;
    setDraft(undefined);
    if (!isUntouched) onChange((current) => read(text, current) ?? current);
    return true;
  };
  const commitLast = useEffectEvent(commit);
  // Selecting another object takes the field away before it loses the focus.
  useEffect(() => () => void commitLast(), []);

  const isWrong = draft !== undefined && draft !== '' && !isRight(draft);
  return { draft, isWrong, read, isTyping: () => newest.current !== undefined, setDraft, commit };
}
