import { useEffect, useState } from 'react';
import { samplePack } from '#shared/pointcloud/samplePack.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { changesOf } from './findings.ts';
import { useCheck } from './useCheck.ts';
import { useHeldKey } from './useHeldKey.ts';

/** So many points are projected within a few milliseconds, and are enough to see whether they lie on things. */
const SAMPLE = 8000;
/** Held down, it shows how it was before. */
const COMPARE_KEY = 'KeyC';
const NO_POINTS = new Float64Array();

/** While a finding is selected, its camera's image shows points and cuboids as its correction would have them. */
export function useTrial(): void {
  const { session, check } = useWorkspace();
  const selected = useCheck((state) => state.selected);
  const isBefore = useCheck((state) => state.isBefore);
  const points = useSample(selected !== undefined);
  useHeldKey(selected?.correction === undefined ? undefined : COMPARE_KEY, (isHeld) =>
    check.setState({ isBefore: isHeld }),
  );
  useEffect(() => {
    if (selected === undefined) return undefined;
    const changes = changesOf(selected);
    const corrections = changes.map(({ camera, correction }) => [camera, correction] as const);
    session.calibrations.try({
      cameras: new Set([selected.camera, ...changes.map(({ camera }) => camera)]),
      corrections: new Map(isBefore ? [] : corrections),
      points,
    });
    return () => session.calibrations.try(undefined);
  }, [session, selected, isBefore, points]);
}

/** Some points of the frame on screen. */
function useSample(isWanted: boolean): Float64Array {
  const { clouds } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const [sample, setSample] = useState<Float64Array>(NO_POINTS);
  useEffect(() => {
    if (!isWanted || frameId === undefined) return undefined;
    const abort = new AbortController();
    // Already loaded, since the frame is on screen.
    clouds.load(frameId, abort.signal).then(
      ({ pack }) => setSample(samplePack(pack, SAMPLE)),
      // Aborted: another frame has come.
      () => undefined,
    );
    return () => abort.abort();
  }, [clouds, frameId, isWanted]);
  return isWanted ? sample : NO_POINTS;
}
