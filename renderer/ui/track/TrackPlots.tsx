import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { degreesFromRadians } from '#shared/geometry/angle.ts';
import { trackMotion, type MotionSample } from '#shared/labels/motion/trackMotion.ts';
import { trackOutliers, type TrackOutlier } from '#shared/labels/motion/trackOutliers.ts';
import { isNear } from '#shared/labels/motion/trackPath.ts';
import { formatFixed } from '#renderer/i18n/format.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { useTrack } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { sceneClassColor } from '../view/sceneClassColor.ts';
import { describeOutlier } from './describeOutlier.ts';
import { MotionPlot, type PlotMark } from './MotionPlot.tsx';
import { OutlierList } from './OutlierList.tsx';
import type { PlotValue } from './plotShape.ts';
import './trackPlots.css';

/** What is plotted: where it stands in a sample, how it is written, and which outliers show in it. */
const PLOTS = [
  {
    kind: 'speed',
    of: ({ speed }: MotionSample) => speed,
    isSigned: false,
    leastTop: 1,
    decimals: 2,
    reasons: ['off-path', 'jump'],
  },
  {
    kind: 'yawRate',
    of: ({ yawRate }: MotionSample) => yawRate && degreesFromRadians(yawRate),
    isSigned: true,
    leastTop: 5,
    decimals: 1,
    reasons: ['off-heading', 'turn-jump', 'against-motion'],
  },
  {
    kind: 'acceleration',
    of: ({ acceleration }: MotionSample) => acceleration,
    isSigned: true,
    leastTop: 1,
    decimals: 2,
    reasons: [],
  },
] as const satisfies readonly {
  readonly reasons: readonly TrackOutlier['reason'][];
  [key: string]: unknown;
}[];

/**
 * How the followed object moves, over the frames that it is known in, and the frames that stand out. It follows commits,
 * not drags; while it is there the labels of frames around the one on screen are loaded.
 */
export function TrackPlots(): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = useWorkspace();
  const { places, egoMotion } = session.tracks;
  // The poses may be estimated while it is open.
  useStore(egoMotion.store);
  const sequenceMotion = session.tracks.motion;
  useEffect(() => places.hold(), [places]);
  const { trackId, placed } = useStore(places.store);
  const track = useTrack(trackId);
  const theme = useTheme();
  const color = useMemo(() => sceneClassColor(dataset.ontology, theme), [dataset, theme])(track?.class ?? '');
  const here = useEditor(({ frameId }) => frameId && session.tracks.lives.indexOf(frameId));
  const motion = useMemo(() => trackMotion(sequenceMotion, placed), [sequenceMotion, placed]);
  const marked = useMarks();
  const goTo = useCallback(
    (index: number): void => {
      const frameId = session.tracks.lives.frameAt(index);
      if (frameId !== undefined) void session.goToFrame(frameId);
    },
    [session],
  );
  const isJoined = useCallback(
    (a: number, b: number) => isNear(sequenceMotion, sequenceMotion.times[a]!, sequenceMotion.times[b]!),
    [sequenceMotion],
  );
  const values = useMemo(
    () =>
      PLOTS.map(({ of }) =>
        motion.samples.map((sample): PlotValue => ({ index: sample.index, value: of(sample) })),
      ),
    [motion],
  );
  const frameName = useFrameName();
  const [first, last] = [motion.samples[0]?.index, motion.samples.at(-1)?.index];
  if (trackId === undefined || first === undefined || last === undefined)
    return <p className="track-plots track-plots__note">{t('plots.nothingFollowed')}</p>;
  const isRelative = motion.relativeTo === 'vehicle';
  const hasValues = motion.samples.some(({ speed }) => speed !== undefined);
  return (
    <div className="track-plots" role="group" aria-label={t('plots.title')}>
      {!motion.isTimed && <p className="track-plots__note">{t('plots.untimed')}</p>}
      {motion.isTimed && !hasValues && <p className="track-plots__note">{t('plots.oneFrame')}</p>}
      {hasValues && isRelative && <p className="track-plots__note">{t('plots.relative')}</p>}
      {hasValues &&
        PLOTS.map(({ kind, isSigned, leastTop, decimals, reasons }, i) => (
          <MotionPlot
            key={kind}
            name={t(`plots.${isRelative ? 'relativeNames' : 'names'}.${kind}`)}
            unit={t(`plots.units.${kind}`)}
            values={values[i]!}
            {...{ first, last, isSigned, leastTop, isJoined, here, color, frameName }}
            isSmall={kind === 'acceleration'}
            marks={marked.filter(({ reason }) => reasons.some((one) => one === reason))}
            format={(value) => formatFixed(value, decimals)}
            onPick={goTo}
          />
        ))}
      {placed.length > 2 && <OutlierList key={trackId} marks={marked} here={here} onPick={goTo} />}
    </div>
  );
}

/** The frames of the followed object that stand out. */
function useMarks(): readonly (PlotMark & Pick<TrackOutlier, 'reason'>)[] {
  const { t } = useTranslation();
  const { places, motion } = useWorkspace().session.tracks;
  const { placed } = useStore(places.store);
  const frameName = useFrameName();
  const outliers = useMemo(() => trackOutliers(motion, placed), [motion, placed]);
  return useMemo(
    () =>
      outliers.map((outlier) => ({
        reason: outlier.reason,
        index: outlier.index,
        text: describeOutlier(outlier, frameName, t),
      })),
    [outliers, frameName, t],
  );
}

function useFrameName(): (index: number) => string {
  const { frames } = useWorkspace().sequence;
  return useCallback((index) => frames[index]?.name ?? String(index), [frames]);
}
