import { reviewEntryOf, verdictIdOf } from '#shared/labels/review.ts';
import type { Box2dJson, Sidecar } from '#shared/labels/sidecar.ts';
import type { FrameRecords } from '../document/recordStore.ts';
import type { Box2dRecord, FrameId, TrackId } from '../document/records.ts';
import type { BoxFacts, FrameFactsOf, ObjectFacts } from './findingsBoard.ts';
import { entryOf } from './reviewRecords.ts';

/** What a review needs to know of a frame whose labels lie on disk alone; without a sidecar it has none. */
export function factsOfSidecar(frameId: FrameId, sidecar: Sidecar | undefined): FrameFactsOf {
  const entries = (sidecar?.review ?? []).flatMap((json) => reviewEntryOf(json) ?? []);
  const done = sidecar?.frame.done;
  return {
    standing: standingIn(frameId, entries, done !== undefined),
    entries,
    objects: new Map(
      sidecar?.objects.map(({ id, trackId, class: className, cuboid, provenance: { author, changedAt } }) => [
        id.toLowerCase(),
        { trackId, class: className, author, changedAt, rangeMetres: rangeOf(cuboid) } satisfies ObjectFacts,
      ]),
    ),
    boxes: (sidecar?.boxes2d ?? []).map(boxFacts),
    doneBy: done?.author,
  };
}

/** As {@link factsOfSidecar}, of a frame in memory. */
export function factsOfRecords(
  frameId: FrameId,
  { cuboids, boxes2d, reviews, done }: FrameRecords,
  classOf: (trackId: TrackId) => string,
): FrameFactsOf {
  const entries = reviews.flatMap((record) => entryOf(record) ?? []);
  return {
    standing: standingIn(frameId, entries, done !== undefined),
    entries,
    objects: new Map(
      cuboids.map(({ id, trackId, cuboid, provenance: { author, changedAt } }) => [
        id,
        {
          trackId,
          class: classOf(trackId),
          author,
          changedAt,
          rangeMetres: rangeOf(cuboid),
        } satisfies ObjectFacts,
      ]),
    ),
    boxes: boxes2d.map(boxFacts),
    doneBy: done?.author,
  };
}

function boxFacts({ camera, class: className, author, changedAt }: Box2dRecord | Box2dJson): BoxFacts {
  return { camera, class: className, author, changedAt };
}

function standingIn(
  frameId: FrameId,
  entries: FrameFactsOf['entries'],
  isDone: boolean,
): FrameFactsOf['standing'] {
  const id = verdictIdOf(frameId);
  const verdict = entries.find((entry) => entry.id.toLowerCase() === id);
  return verdict?.kind === 'verdict' ? verdict.verdict : isDone ? 'labeled' : 'todo';
}

function rangeOf({ centre: [x, y] }: { readonly centre: readonly number[] }): number {
  return Math.hypot(x ?? 0, y ?? 0);
}
