import type { TFunction } from 'i18next';
import type { FindingScope } from '#renderer/editor/review/findingGroups.ts';
import type { Workspace } from '#renderer/state/workspace.ts';

/** What an opened bar of the overview is called. */
export function scopeName(
  { kind, value }: FindingScope,
  { sequence }: Pick<Workspace, 'sequence'>,
  t: TFunction,
): string {
  if (kind === 'camera')
    return sequence.cameras.find(({ id }) => id === value)?.name ?? (value || t('review.noCamera'));
  if (kind === 'frame') return sequence.frames.find(({ id }) => id === value)?.name ?? value;
  return value || (kind === 'author' ? t('review.nobody') : '—');
}
