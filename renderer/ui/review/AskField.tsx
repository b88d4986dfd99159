import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { focusCanvas } from '../shortcuts/regions.ts';

export interface AskFieldProps {
  readonly label: string;
  /** Has the focus as soon as this becomes true. */
  readonly isAsked: boolean;
  readonly value?: string;
  /** False: it is not kept, and stays in the field. */
  onKeep(text: string): boolean | Promise<boolean>;
  onLeave(): void;
}

/** A line of words: Enter keeps it, Esc leaves it, both give the keys back to the views. */
export function AskField({ label, isAsked, onKeep, onLeave }: AskFieldProps): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAsked) input.current?.focus();
  }, [isAsked]);
  const keep = async (): Promise<void> => {
    if (!(await onKeep(text))) return;
    setText('');
    onLeave();
    focusCanvas();
  };
  return (
    <form
      className="ask-field"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <input
        ref={input}
        className="text-input"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setText('');
          onLeave();
          focusCanvas();
        }}
      />
      {text.trim() !== '' && <Button type="submit">{t('review.keep')}</Button>}
    </form>
  );
}
