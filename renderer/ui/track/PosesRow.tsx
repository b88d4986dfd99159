import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { PropertyRow } from '../inspector/PropertyRow.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/**
 * Whether it is known how the vehicle itself moves, and who says so: what stands still is interpolated wrongly where it is
 * not. Where nobody does it can be estimated, and what was estimated be used.
 */
export function PosesRow(): ReactNode {
  const { t } = useTranslation();
  const { tracks, commands } = useWorkspace().session;
  const estimate = useStore(tracks.egoMotion.store);
  const { worldFromLabel, worlds, poses } = tracks.motion;
  const total = worldFromLabel.length;
  const count =
    poses === 'estimated' ? mostOf(worlds) : worldFromLabel.filter((pose) => pose !== undefined).length;
  const isWaiting = estimate.kind === 'estimated' && !estimate.isUsed;
  const Icon = count === total ? CircleCheck : TriangleAlert;
  const help = {
    dataset: 'track.posesHelp',
    estimated: 'track.estimatedHelp',
    none: 'track.noPosesHelp',
  } as const;
  return (
    <PropertyRow label={t('track.poses')}>
      <span className="track-panel__poses" data-all={count === total} title={t(help[poses])}>
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        {poses === 'none' && t('track.noPoses')}
        {poses === 'dataset' && t('track.posesOf', { count, total })}
        {poses === 'estimated' && t('track.estimatedOf', { count, total })}
      </span>
      {poses === 'none' && total > 1 && (
        <Button
          look="link"
          disabled={estimate.kind === 'running'}
          onClick={() => (isWaiting ? tracks.egoMotion.use() : commands.run('track.estimateMotion'))}
        >
          {t(isWaiting ? 'prompt.motion.use' : 'prompt.motion.estimate')}
        </Button>
      )}
    </PropertyRow>
  );
}

/** Frames in the world that most of them are in. */
function mostOf(worlds: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const world of worlds) counts.set(world, (counts.get(world) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
