import { SEND_BACK_REASONS } from '#shared/labels/review.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { CommandHandler } from '#renderer/editor/commands/commandRegistry.ts';
import { useWorkMode } from '#renderer/state/workMode.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { focusCanvas } from '../shortcuts/regions.ts';

/** Takes the commands of the review; returns the function that gives them back. */
export function registerReviewCommands({ session, review: { room, notes } }: Workspace): () => void {
  const hasFrame = (): boolean => isHere() && session.state.getState().frameId !== undefined;
  const frozen = (): boolean => {
    const { frameId } = session.state.getState();
    return frameId !== undefined && session.document.isFrozen(frameId);
  };
  /**
   * Nobody judges what the overview hides, nor what is accepted already. Their keys do nothing then: they must not do
   * what they do elsewhere.
   */
  const judge = (run: () => void | Promise<void>): void | Promise<void> => {
    const { frameId } = session.state.getState();
    if (frameId === undefined || room.store.getState().isOverview) return;
    if (frozen()) return room.sayFrozen(frameId);
    return run();
  };
  const handlers: Partial<Record<CommandId, CommandHandler>> = {
    'review.next': { run: () => room.step(1), isEnabled: isHere },
    'review.previous': { run: () => room.step(-1), isEnabled: isHere },
    'review.fixNext': { run: () => room.fixNext(), isEnabled: isHere },
    'review.accept': { run: () => judge(() => room.accept()), isEnabled: isHere },
    'review.sendBack': {
      run: () => judge(() => room.show({ asking: 'sendBack' })),
      isEnabled: isHere,
    },
    'review.waive': {
      run: () =>
        judge(() => {
          if (room.current !== undefined) room.show({ asking: 'waive' });
        }),
      isEnabled: isHere,
    },
    'review.note': { run: () => room.show({ asking: 'note', isOverview: false }), isEnabled: hasFrame },
    'review.notePlace': { run: () => notes.point(), isEnabled: hasFrame },
    'review.overview': {
      run: () => {
        room.show({ isOverview: !room.store.getState().isOverview });
        focusCanvas();
      },
      isEnabled: isHere,
    },
    'review.begin': { run: () => room.begin(), isEnabled: () => hasFrame() && !frozen() },
    'review.acceptFrame': { run: () => room.acceptFrame(), isEnabled: () => hasFrame() && !frozen() },
    // Wherever somebody meets an accepted frame, it can be opened again.
    'review.reopen': { run: () => room.reopen(), isEnabled: frozen },
  };
  SEND_BACK_REASONS.forEach((reason, i) => {
    // The eight names are in the command table; TypeScript does not know a number's range.
    handlers[`review.sendBack${i + 1}` as CommandId] = {
      run: () => judge(() => room.sendBack(reason)),
      isEnabled: isHere,
    };
  });
  const stops = Object.entries(handlers).map(([id, handler]) =>
    // Object.entries widens the keys of a record to text.
    session.commands.register(id as CommandId, handler),
  );
  return () => stops.forEach((stop) => stop());
}

function isHere(): boolean {
  return useWorkMode.getState().mode === 'review';
}

/** The views are laid out for reviewing while the window is for that, and the labels are looked through from then on. */
export function followReviewMode({ session, review: { room, checking, notes } }: Workspace): () => void {
  const apply = (): void => {
    const isReview = useWorkMode.getState().mode === 'review';
    const { kind } = session.state.getState().imageStage;
    if (isReview && kind === 'scene') session.setImageStage({ kind: 'review' });
    if (!isReview && kind === 'review') session.setImageStage({ kind: 'scene' });
  };
  const onMode = (): void => {
    const { mode } = useWorkMode.getState();
    if (mode !== 'review') return leave();
    session.setTool('select');
    session.setImageStage({ kind: 'review' });
    notes.isOn = true;
    const { kind } = checking.board.store.getState().progress;
    if (kind === 'waiting' || kind === 'failed') void checking.goThrough();
  };
  const leave = (): void => {
    room.leave();
    notes.isOn = false;
    apply();
  };
  const stops = [
    useWorkMode.subscribe(onMode),
    session.state.subscribe(({ imageStage }, before) => {
      if (imageStage !== before.imageStage) apply();
    }),
  ];
  if (useWorkMode.getState().mode === 'review') onMode();
  return () => {
    stops.forEach((stop) => stop());
    leave();
  };
}
