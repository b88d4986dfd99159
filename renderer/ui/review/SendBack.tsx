import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SEND_BACK_REASONS } from '#shared/labels/review.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { focusCanvas } from '../shortcuts/regions.ts';
import { useFrozenBy } from './FrozenMark.tsx';
import { useCurrentFinding, useCurrentObject, useRoom } from './useReview.ts';

/** The reasons for which something is sent back, each with its digit. */
export function SendBack(): ReactNode {
  const { t } = useTranslation();
  const { session, review } = useWorkspace();
  const isAsked = useRoom((state) => state.asking === 'sendBack');
  useCurrentFinding();
  useCurrentObject();
  const isFrozen = useFrozenBy() !== undefined;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsked) first.current?.focus();
  }, [isAsked]);
  // What is accepted is opened again first.
  if (isFrozen) return null;
  const title = t(review.room.about?.id !== undefined ? 'review.sendBack' : 'review.sendBackFrame');
  return (
    <section className="send-back" aria-label={title}>
      <h3>{title}</h3>
      <div
        className="send-back__reasons"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          review.room.show({ asking: undefined });
          focusCanvas();
        }}
      >
        {SEND_BACK_REASONS.map((reason, i) => {
          // The eight names are in the command table; TypeScript does not know a number's range.
          const command = `review.sendBack${i + 1}` as CommandId;
          return (
            <button
              key={reason}
              ref={i === 0 ? first : undefined}
              type="button"
              className="button"
              onClick={() => {
                session.commands.run(command);
                focusCanvas();
              }}
            >
              <span>{t(`review.reasons.${reason}`)}</span>
              <KeyCaps command={command} />
            </button>
          );
        })}
      </div>
    </section>
  );
}
