import type { StoreApi } from 'zustand/vanilla';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord, TrackId } from '../document/records.ts';
import { withChosen } from '../session/chosenCuboids.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { EditorState } from '../session/editorState.ts';
import { followTrack } from '../session/followTrack.ts';
import type { Seen } from '../session/trackLives.ts';
import type { CommandHandler, WhyDisabled } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface TrackContext {
  readonly session: Pick<
    EditorSession,
    'tracks' | 'goToFrame' | 'stepFrame' | 'select' | 'state' | 'document'
  >;
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
}

/** The one selected cuboid, and the frame that it is in. */
interface Subject {
  readonly record: CuboidRecord;
  readonly index: number;
}

/** Commands about objects through time. */
export function trackCommands({
  session,
  document,
  state,
}: TrackContext): Partial<Record<CommandId, CommandHandler>> {
  const { tracks } = session;
  const { lives, edits, propagation, refinement, chosen } = tracks;

  const subject = (): Subject | undefined => {
    const { selection } = state.getState();
    const record = selection.length === 1 ? document.get(selection[0]!) : undefined;
    const index = record && lives.indexOf(record.frameId);
    return record === undefined || index === undefined ? undefined : { record, index };
  };
  const pair = (): readonly [Subject['record'], Subject['record']] | undefined => {
    const [a, b, ...others] = state.getState().selection.map((id) => document.get(id));
    return a === undefined || b === undefined || others.length > 0 ? undefined : [a, b];
  };
  /** The selection, and what is chosen with it. */
  const meant = (): readonly CuboidId[] => withChosen(document, state.getState(), state.getState().selection);
  const whyNoSubject = (): WhyDisabled =>
    state.getState().selection.length > 1 || state.getState().followed === undefined
      ? 'select-one'
      : 'not-here';
  const withSubject = (run: (subject: Subject) => void | Promise<void>): CommandHandler => ({
    run: () => {
      const one = subject();
      return one === undefined ? undefined : run(one);
    },
    isEnabled: () => subject() !== undefined,
    whyDisabled: whyNoSubject,
  });
  const toSeen = (find: (life: readonly Seen[], index: number) => Seen | undefined): CommandHandler => {
    const target = (): number | undefined => {
      const { frameId, followed } = state.getState();
      const here = frameId && lives.indexOf(frameId);
      return followed === undefined || here === undefined ? undefined : find(lives.of(followed), here)?.index;
    };
    return {
      run: () => {
        const index = target();
        const frameId = index === undefined ? undefined : lives.frameAt(index);
        return frameId === undefined ? undefined : session.goToFrame(frameId);
      },
      isEnabled: () => target() !== undefined,
      whyDisabled: () => (state.getState().followed === undefined ? 'select-one' : 'nothing-further'),
    };
  };
  const carryAlong = (direction: 1 | -1): CommandHandler =>
    withSubject(async ({ record, index }) => {
      const { count, isSeen } = await propagation.start(record.id, { direction, frames: 1, isBlind: true });
      const [from, to] = [state.getState().frameId, lives.frameAt(index + direction)];
      // Looking at another frame by now, the person is not taken away from it.
      if (count === 0 || to === undefined || from !== record.frameId) return;
      await session.goToFrame(to);
      if (!isSeen && state.getState().frameId === to) state.setState({ prompt: { kind: 'put-blind' } });
    });

  const moveKeyframe = (by: 1 | -1): CommandHandler => {
    const whyDisabled = (): WhyDisabled | undefined => {
      const one = subject();
      if (one === undefined) return whyNoSubject();
      if (!one.record.provenance.keyframe) return 'no-keyframe-here';
      return lives.frameAt(one.index + by) === undefined ? 'sequence-ends' : undefined;
    };
    return {
      ...withSubject(async ({ record, index }) => {
        const to = index + by;
        const isMoved = await edits.moveKeyframe(record.trackId, { from: index, to });
        const frameId = lives.frameAt(to);
        // Looking at another frame by now, the person is not taken away from it.
        if (!isMoved || state.getState().frameId !== record.frameId) return;
        // The frame that it left may lack the object now, with nothing selected there.
        await followTrack(session, record.trackId, frameId);
      }),
      isEnabled: () => whyDisabled() === undefined,
      whyDisabled,
    };
  };

  /** The object that is followed, where the frame on screen lacks it. */
  const lackingHere = (): { readonly trackId: TrackId; readonly index: number } | undefined => {
    const { frameId, followed, selection } = state.getState();
    const index = frameId && lives.indexOf(frameId);
    if (followed === undefined || index === undefined || selection.length > 0) return undefined;
    const life = lives.of(followed);
    const isLacking = life.length > 0 && life.every((seen) => seen.index !== index);
    return isLacking ? { trackId: followed, index } : undefined;
  };
  const placeFollowed = async (): Promise<void> => {
    const lacking = lackingHere();
    const placed = lacking && (await propagation.place(lacking.trackId, lacking.index));
    // Another frame may have come meanwhile.
    if (placed === undefined || document.get(placed.id)?.frameId !== state.getState().frameId) return;
    state.setState({ selection: [placed.id], ...(placed.isSeen ? {} : { prompt: { kind: 'put-blind' } }) });
  };

  const goToBest = async (): Promise<void> => {
    const { followed } = state.getState();
    const best = followed && (await tracks.bestFrame(followed));
    if (followed === undefined || followed !== state.getState().followed) return;
    if (best === undefined) {
      state.setState({ prompt: { kind: 'no-points-known' } });
      return;
    }
    const { frameId, ...found } = best;
    await session.goToFrame(frameId);
    if (state.getState().frameId === frameId) state.setState({ prompt: { kind: 'best-frame', ...found } });
  };

  /** Of the selection or, where the frame on screen lacks it, the one that is followed. */
  const selectedTracks = (): readonly TrackId[] => {
    const { selection, followed } = state.getState();
    const selected = selection.flatMap((id) => document.get(id)?.trackId ?? []);
    return selected.length > 0 ? [...new Set(selected)] : [followed ?? []].flat();
  };
  const choose = (by: 1 | -1): CommandHandler => ({
    run: () => chosen.extend(by),
    isEnabled: () => chosen.next(by) !== undefined,
  });

  return {
    'frame.choosePrevious': choose(-1),
    'frame.chooseNext': choose(1),
    'track.refine': {
      run: () => refinement.refine(selectedTracks()),
      isEnabled: () => selectedTracks().length > 0,
    },
    'track.interpolate': {
      run: () => {
        const one = subject();
        const place = one === undefined ? lackingHere() : { trackId: one.record.trackId, index: one.index };
        return place === undefined ? undefined : edits.interpolate(place.trackId, place.index, 'gap');
      },
      isEnabled: () => subject() !== undefined || lackingHere() !== undefined,
      whyDisabled: whyNoSubject,
    },
    'track.interpolateAll': withSubject(({ record, index }) =>
      edits.interpolate(record.trackId, index, 'life'),
    ),
    'track.keyframe': {
      run: () => {
        const one = subject();
        return one === undefined ? placeFollowed() : edits.toggleKeyframes(meant());
      },
      isEnabled: () => subject() !== undefined || lackingHere() !== undefined,
      whyDisabled: whyNoSubject,
    },
    'track.moveKeyframeBack': moveKeyframe(-1),
    'track.moveKeyframeOn': moveKeyframe(1),
    'track.confirm': {
      run: () => {
        const ids = meant();
        const isAll = ids.every((id) => document.get(id)?.status === 'confirmed');
        edits.setConfirmed(ids, !isAll);
      },
      isEnabled: () => state.getState().selection.length > 0,
      whyDisabled: whyNoSubject,
    },
    'track.confirmNext': {
      run: () => {
        edits.setConfirmed(meant(), true);
        const last = state.getState().chosenFrames.at(-1);
        const next = last && lives.frameAt(lives.indexOf(last)! + 1);
        if (last === undefined) return session.stepFrame(1);
        chosen.clear();
        return session.goToFrame(next ?? last);
      },
      // Elsewhere the frame is what is said yes to.
      isEnabled: () => state.getState().imageStage.kind === 'batch' && subject() !== undefined,
    },
    'track.propagate': withSubject(async ({ record }) => {
      await propagation.start(record.id, { direction: 1, frames: state.getState().sequence.frames.length });
    }),
    'track.propagateBack': withSubject(async ({ record }) => {
      await propagation.start(record.id, { direction: -1, frames: state.getState().sequence.frames.length });
    }),
    'track.carryNext': carryAlong(1),
    'track.carryPrevious': carryAlong(-1),
    'track.static': withSubject(({ record }) =>
      edits.setStatic(record.id, document.get(record.trackId)?.isStatic !== true),
    ),
    'track.size': withSubject(({ record }) =>
      hasTrackSize(document, record) ? edits.freeSize(record.trackId) : edits.setSize(record.id),
    ),
    'track.split': withSubject(({ record, index }) => edits.split(record.trackId, index)),
    'track.endHere': withSubject(({ record, index }) => edits.trim(record.trackId, index, 'after')),
    'track.startHere': withSubject(({ record, index }) => edits.trim(record.trackId, index, 'before')),
    'track.estimateMotion': {
      run: async () => {
        const known = tracks.egoMotion.store.getState();
        // What was estimated before waits to be used.
        const summary = known.kind === 'estimated' ? known.summary : await tracks.egoMotion.estimate();
        if (summary !== undefined) state.setState({ prompt: { kind: 'motion-estimated', summary } });
      },
      isEnabled: () => tracks.motion.poses === 'none' && state.getState().sequence.frames.length > 1,
    },
    'track.swap': {
      run: () => {
        const [two, { frameId }] = [pair(), state.getState()];
        const index = frameId && lives.indexOf(frameId);
        return two === undefined || index === undefined
          ? undefined
          : edits.swap(two[0].trackId, two[1].trackId, index);
      },
      isEnabled: () => pair() !== undefined,
      whyDisabled: () => 'select-two',
    },
    'track.delete': withSubject(({ record }) => edits.remove(record.trackId)),
    'track.previousKeyframe': toSeen((life, here) =>
      life.findLast((seen) => isAnchor(seen) && seen.index < here),
    ),
    'track.nextKeyframe': toSeen((life, here) => life.find((seen) => isAnchor(seen) && seen.index > here)),
    'track.first': toSeen((life, here) => (life[0]?.index === here ? undefined : life[0])),
    'track.bestFrame': {
      run: goToBest,
      isEnabled: () => state.getState().followed !== undefined,
    },
    'track.last': toSeen((life, here) => (life.at(-1)?.index === here ? undefined : life.at(-1))),
  };
}

/** Does the cuboid have the size that its object has in every frame? */
function hasTrackSize(document: LabelDocument, { trackId, cuboid }: CuboidRecord): boolean {
  const size = document.get(trackId)?.size;
  return size !== undefined && size.every((side, axis) => side === cuboid.size[axis]);
}
