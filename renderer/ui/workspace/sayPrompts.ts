import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { Prompt } from '#renderer/editor/session/editorState.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { verdictOf } from '#renderer/editor/review/reviewRecords.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { dismissNotice, notify, type Notice } from '#renderer/state/notices.ts';
import { hidePointerHint, hintAtPointer } from '#renderer/state/pointerHint.ts';

/** Shows what the editor has to say beside the work. Returns how to stop. */
export function sayPrompts(session: EditorSession): () => void {
  let shown: number | undefined;
  const clear = (): void => {
    if (shown !== undefined) dismissNotice(shown);
    shown = undefined;
  };
  const stopPrompts = session.state.subscribe((state, before) => {
    if (state.prompt === before.prompt) return;
    clear();
    hidePointerHint();
    if (state.prompt === undefined) return;
    const notice = noticeOf(state.prompt, session);
    if (notice === undefined) return;
    const isOfPlace = state.prompt.kind === 'no-fit' || state.prompt.kind === 'nothing-near';
    if (!isOfPlace || !hintAtPointer(notice.text)) shown = notify(notice);
  });
  // "Undo" beside a deletion must not take back an edit that came after it.
  const stopEdits = session.document.subscribe(({ cause }) => {
    const isEdit = cause === 'commit' || cause === 'undo' || cause === 'redo';
    if (isEdit && session.state.getState().prompt?.kind === 'deleted') clear();
  });
  return () => {
    stopEdits();
    stopPrompts();
    clear();
  };
}

/** The whole folder is read-only, and there is a way out. */
function sayNotWritable(): Omit<Notice, 'id'> {
  return {
    tone: 'warning',
    text: (t) => t('labelRoot.notWritable'),
    action: { label: (t) => t('labelRoot.keep'), run: () => showDialog('labelRoot') },
  };
}

/** Who has accepted the frame on screen, and the way to open it again; of others, how many there are. */
function sayFrozen(
  frames: readonly FrameId[],
  { document, state, commands }: EditorSession,
): Omit<Notice, 'id'> {
  const { frameId } = state.getState();
  if (frameId === undefined || !frames.includes(frameId))
    return { tone: 'info', text: (t) => t('prompt.frozenElsewhere', { count: frames.length }) };
  const author = verdictOf(document.recordsIn(frameId), frameId)?.author;
  return {
    tone: 'warning',
    text: (t) => (author === undefined ? t('prompt.frozen') : t('prompt.frozenBy', { author })),
    action: { label: (t) => t('prompt.reopen'), run: () => commands.run('review.reopen') },
  };
}

/** How many were fitted, and why others were not. */
function sayRefined({ which, counts, isStopped }: Prompt & { kind: 'refined' }): Omit<Notice, 'id'> {
  const { fitted, total } = counts;
  const reasons = (['inPlace', 'fewPoints', 'elsewhere', 'changed', 'unread'] as const).filter(
    (one) => counts[one] > 0,
  );
  return {
    tone: fitted + counts.inPlace === total ? 'info' : 'warning',
    text: (t) =>
      [
        t(`prompt.refined.${which}`, { fitted, total }),
        ...reasons.map((reason) => t(`prompt.refined.${reason}`, { count: counts[reason] })),
        ...(isStopped ? [t('prompt.refined.stopped')] : []),
      ].join(t('prompt.refined.and')),
  };
}

/** Undefined: what was done is seen. */
function noticeOf(prompt: Prompt, session: EditorSession): Omit<Notice, 'id'> | undefined {
  switch (prompt.kind) {
    case 'fitting':
      return { tone: 'info', text: (t) => t('prompt.fitting') };
    case 'fit-sparse':
    case 'nothing-near':
      return { tone: 'warning', text: (t) => t(`prompt.${prompt.kind}`) };
    case 'no-proposals':
      return {
        tone: 'info',
        text: (t) =>
          prompt.className === undefined
            ? t('prompt.no-proposals-at-all')
            : t('prompt.no-proposals', { class: prompt.className }),
      };
    case 'no-fit':
      return { tone: 'warning', text: (t) => t(`prompt.no-fit.${prompt.reason}`) };
    case 'fit-unsure':
      return {
        tone: 'info',
        text: (t) => t('prompt.fit-unsure', { percent: formatCount(prompt.confidence * 100) }),
        action: {
          label: (_t, language) => commandTitle('cuboid.nextHypothesis', language),
          run: () => session.commands.run('cuboid.nextHypothesis'),
        },
      };
    case 'deleted':
      return {
        tone: 'info',
        text: (t) => t('prompt.deleted', { count: prompt.count }),
        action: {
          label: (_t, language) => commandTitle('edit.undo', language),
          run: () => session.commands.run('edit.undo'),
        },
      };
    case 'read-only':
      if (prompt.problem.code === 'save.denied') return sayNotWritable();
      return { tone: 'warning', text: (_t, language) => describeProblem(prompt.problem, language) };
    case 'turns-about':
      return { tone: 'info', text: (t) => t(`prompt.turns-about.${prompt.pivot}`) };
    case 'trajectories':
      return { tone: 'info', text: (t) => t(`trajectories.now.${prompt.mode}`) };
    case 'no-trajectories':
      return { tone: 'info', text: (t) => t(`trajectories.why.${prompt.reason}`) };
    case 'locked':
      return { tone: 'info', text: (t) => t('prompt.locked') };
    case 'frozen':
      return sayFrozen(prompt.frames, session);
    case 'last-done':
      if (prompt.left === 0) return { tone: 'info', text: (t) => t('done.allDone') };
      return {
        tone: 'info',
        text: (t) => t('done.left', { count: prompt.left }),
        action: { label: (t) => t('done.goThere'), run: () => session.commands.run('frame.nextNotDone') },
      };
    case 'merged': {
      const { count, conflicts } = prompt;
      if (conflicts === 0) return { tone: 'info', text: (t) => t('prompt.merged', { count }) };
      return {
        tone: 'warning',
        text: (t) => t('prompt.mergedConflicts', { count: conflicts }),
        action: { label: (t) => t('save.choose'), run: () => showDialog('conflict') },
      };
    }
    case 'copied':
      return { tone: 'info', text: (t) => t('prompt.copied', { count: prompt.count }) };
    case 'taken':
      if (prompt.count === 0) return { tone: 'info', text: (t) => t('prompt.nothingTaken') };
      return { tone: 'info', text: (t) => t('prompt.taken', { count: prompt.count }) };
    case 'not-taken':
      return {
        tone: 'warning',
        text: (t, language) => t('prompt.notTaken', { reason: describeProblem(prompt.problem, language) }),
      };
    case 'track': {
      const { deed, count, unread } = prompt;
      return {
        tone: unread > 0 ? 'warning' : 'info',
        text: (t) => {
          const did = t(`prompt.track.${deed}`, { count });
          return unread === 0 ? did : t('prompt.unread', { did, count: unread });
        },
      };
    }
    case 'propagated': {
      const { count, end } = prompt;
      if (end === 'far-enough' && count > 0) return undefined;
      const tone = end === 'sequence-end' || end === 'keyframe' ? 'info' : 'warning';
      return { tone, text: (t) => t('prompt.propagated', { count, why: t(`prompt.propagationEnd.${end}`) }) };
    }
    case 'refined':
      return sayRefined(prompt);
    case 'nothing-to-refine':
      return { tone: 'info', text: (t) => t(`prompt.nothing-to-refine.${prompt.reason}`) };
    case 'motion-estimated': {
      const { summary } = prompt;
      if (summary.good === 0) return { tone: 'warning', text: (t) => t('prompt.motion.none') };
      const text = summary.good === summary.steps ? 'prompt.motion.all' : 'prompt.motion.some';
      return {
        tone: summary.good === summary.steps ? 'info' : 'warning',
        text: (t) => t(text, { ...summary }),
        action: { label: (t) => t('prompt.motion.use'), run: () => session.tracks.egoMotion.use() },
      };
    }
    case 'needs-poses':
      return {
        tone: 'info',
        text: (t) => t('prompt.needs-poses'),
        action: {
          label: (t) => t('prompt.motion.estimate'),
          run: () => session.commands.run('track.estimateMotion'),
        },
      };
    case 'put-blind':
      return { tone: 'warning', text: (t) => t('prompt.put-blind') };
    case 'no-aggregate':
      return { tone: 'warning', text: (t) => t(`aggregate.trouble.${prompt.trouble}`) };
    case 'best-frame': {
      const { points, known, total } = prompt;
      return {
        tone: 'info',
        text: (t) => {
          const most = t('prompt.best-frame', { points: formatCount(points), count: points });
          return known === total ? most : t('prompt.best-frame-of', { most, known, total });
        },
      };
    }
    case 'box2d':
      return { tone: 'info', text: (t) => t(`prompt.box2d.${prompt.reason}`) };
    case 'no-points-known':
    case 'no-gap':
    case 'needs-keyframe':
    case 'starts-here':
    case 'note-not-here':
    case 'no-room':
      return { tone: 'info', text: (t) => t(`prompt.${prompt.kind}`) };
    case 'undone':
    case 'redone':
      return {
        tone: 'info',
        text: (t) => t(`prompt.${prompt.kind}`, { what: t(`history.${prompt.label}`) }),
      };
    case 'undo-refused':
      return { tone: 'warning', text: (t) => t('prompt.undoRefused') };
  }
}
