import type { Proposals } from '../session/proposals.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface ProposalContext {
  readonly session: Omit<EditorSession, 'commands'>;
  readonly proposals: Proposals;
}

/** Commands that look for objects, and go through what was found. */
export function proposalCommands({
  session,
  proposals,
}: ProposalContext): Partial<Record<CommandId, CommandHandler>> {
  const hasCurrent = (): boolean => proposals.current !== undefined;
  return {
    'proposal.next': {
      run: () => {
        session.tools.interrupt('command');
        session.select([]);
        if (hasCurrent()) proposals.step(1);
        else return proposals.find();
        return undefined;
      },
      isEnabled: () =>
        session.state.getState().frameId !== undefined && proposals.store.getState().kind !== 'searching',
    },
    'proposal.everyClass': {
      run: () => {
        session.tools.interrupt('command');
        session.select([]);
        return proposals.find(true);
      },
      isEnabled: () =>
        session.state.getState().frameId !== undefined && proposals.store.getState().kind !== 'searching',
    },
    'proposal.previous': { run: () => proposals.step(-1), isEnabled: hasCurrent },
    'proposal.accept': {
      run: () => {
        session.tools.interrupt('command');
        proposals.accept();
      },
      isEnabled: hasCurrent,
    },
    'proposal.reject': { run: () => proposals.reject(), isEnabled: hasCurrent },
  };
}
