import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  OCCLUSIONS,
  truncationOf,
  withOcclusion,
  withTruncation,
  type Occlusion,
} from '#shared/labels/visibility.ts';
import type { Attributes } from '#shared/labels/sidecar.ts';
import type { EditorState } from '#renderer/editor/session/editorState.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { focusCanvas } from '../shortcuts/regions.ts';
import './attributeStrip.css';

const OCCLUSION_KEYS: Readonly<Record<Occlusion, string>> = {
  none: 'N',
  partly: 'P',
  largely: 'L',
  unknown: 'U',
};
const TRUNCATION_KEY = 'T';

/** One value. */
interface Choice {
  readonly letter: string;
  readonly text: string;
  change(attributes: Attributes): Attributes;
}

/** Beside the inspector after its key: the next letter sets one value for the selection, any other key closes it. */
export function AttributeStrip(): ReactNode {
  const { session } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const hasSelection = useEditor(isAboutSomething);
  useEffect(
    () =>
      session.commands.register('cuboid.attributes', {
        run: () => setOpen(true),
        isEnabled: () => isAboutSomething(session.state.getState()),
      }),
    [session],
  );
  return isOpen && hasSelection ? <OpenStrip onClose={() => setOpen(false)} /> : null;
}

function isAboutSomething({ selection, selectedBox }: EditorState): boolean {
  return selection.length > 0 || selectedBox !== undefined;
}

function OpenStrip({ onClose }: { onClose(): void }): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const root = useRef<HTMLDivElement>(null);
  const choices = useChoices();
  useEffect(() => root.current?.focus(), []);

  const choose = (choice: Choice | undefined): void => {
    const box = session.boxes.selected;
    if (choice !== undefined && box !== undefined) session.boxes.edits.setAttributes(box.id, choice.change);
    else if (choice !== undefined) session.setAttributes(session.state.getState().selection, choice.change);
    focusCanvas();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (MODIFIERS.test(event.key)) return;
    event.preventDefault();
    choose(choices.find(({ letter }) => `Key${letter}` === event.code));
  };
  return (
    <div
      ref={root}
      className="attribute-strip"
      role="toolbar"
      aria-label={t('strip.title')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onBlur={onClose}
    >
      {choices.map((choice) => (
        <button
          key={choice.letter}
          type="button"
          tabIndex={-1}
          className="attribute-strip__choice"
          // Before the strip loses the focus, which closes it.
          onMouseDown={(event) => {
            event.preventDefault();
            choose(choice);
          }}
        >
          <kbd className="key-cap">{choice.letter}</kbd> {choice.text}
        </button>
      ))}
      <span className="attribute-strip__close">
        <kbd className="key-cap">Esc</kbd> {t('strip.close')}
      </span>
    </div>
  );
}

const MODIFIERS = /^(Shift|Control|Alt|Meta)$/;

function useChoices(): readonly Choice[] {
  const { t } = useTranslation();
  const { document, state, boxes } = useWorkspace().session;
  return [
    ...OCCLUSIONS.map((occlusion) => ({
      letter: OCCLUSION_KEYS[occlusion],
      text: t(`visibility.occlusions.${occlusion}`),
      change: (attributes: Attributes) => withOcclusion(attributes, occlusion),
    })),
    {
      letter: TRUNCATION_KEY,
      text: t('strip.truncated'),
      change: (attributes: Attributes) => {
        const box = boxes.selected;
        if (box !== undefined) return withTruncation(attributes, !((truncationOf(attributes) ?? 0) > 0));
        // Several that differ become all truncated.
        const isEach = state
          .getState()
          .selection.every((id) => (truncationOf(document.get(id)?.attributes ?? {}) ?? 0) > 0);
        return withTruncation(attributes, !isEach);
      },
    },
  ];
}
