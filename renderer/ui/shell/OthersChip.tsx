import { Users } from 'lucide-react';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DatasetOthers } from '#shared/host/datasetOthers.ts';
import { printable, shortenPath } from '#shared/problems/shortenPath.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';

/** Characters of a name or a computer's name; the whole stands in the tooltip. */
const LONGEST_NAME = 24;

/** Who else works in the same folder: quiet, beside the state of saving, and gone when they are. */
export function OthersChip(): ReactNode {
  const { t } = useTranslation();
  const others = useStore(useWorkspace().others.store);
  const sentence = words(others, t, LONGEST_NAME);
  return (
    // Always there, so that a screen reader says what comes into it.
    <span className="others" role="status" data-testid={TEST_IDS.others}>
      {sentence !== undefined && (
        <span className="chip" title={`${words(others, t) ?? ''}\n\n${t('others.help')}`}>
          <Users size={14} aria-hidden />
          <span className="save-status__text">{sentence}</span>
          <span className="visually-hidden">{t('others.help')}</span>
        </span>
      )}
    </span>
  );
}

/** Undefined while nobody else is there. Without `longest`, everybody is named. */
function words(others: DatasetOthers, t: TFunction, longest?: number): string | undefined {
  // Who is there for certain goes before who may be.
  const [first, ...more] = others.toSorted((a, b) => Number(b.isSure) - Number(a.isSure));
  if (first === undefined) return undefined;
  const isSure = more.length > 0 ? others.some((other) => other.isSure) : first.isSure;
  if (longest === undefined) {
    const names = [first, ...more].map((other) => nameOf(other, t)).join(t('others.separator'));
    return t(isSure ? 'others.here' : 'others.maybe', { count: others.length, name: names });
  }
  const name = nameOf(first, t, longest);
  if (more.length > 0)
    return t(isSure ? 'others.hereMore' : 'others.maybeMore', { name, count: more.length });
  return t(isSure ? 'others.here' : 'others.maybe', { count: 1, name });
}

function nameOf({ user, host }: DatasetOthers[number], t: TFunction, longest = Infinity): string {
  const computer = shortenPath(printable(host), longest);
  return user === '' ? computer : t('others.name', { name: shortenPath(printable(user), longest), computer });
}
