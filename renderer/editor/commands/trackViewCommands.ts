import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { TrackId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { EditorState } from '../session/editorState.ts';
import { withAllShown, withHidden, withIsolated, withLockToggled } from '../session/trackView.ts';
import { isFiltering, NO_FILTER, type ViewFilter } from '../session/viewFilter.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface TrackViewContext {
  readonly session: Pick<EditorSession, 'setTrackView' | 'setFilter' | 'setTool' | 'tracks'>;
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
}

/** Both, then what nobody has labelled yet, then only what is labelled. */
const NEXT_LABELLED = { both: 'outside', outside: 'inside', inside: undefined } as const;
const NEXT_TRAJECTORIES = { selected: 'all', all: 'none', none: 'selected' } as const;

/** Commands that hide, isolate and lock objects, and filter points: they change the view, never a label. */
export function trackViewCommands({
  session,
  document,
  state,
}: TrackViewContext): Partial<Record<CommandId, CommandHandler>> {
  const view = (): EditorState['trackView'] => state.getState().trackView;
  const filter = (): ViewFilter => state.getState().filter;
  const hasSelection = (): boolean => state.getState().selection.length > 0;
  const selected = (): readonly TrackId[] =>
    state
      .getState()
      .selection.map((id) => document.get(id)?.trackId)
      .filter((id) => id !== undefined);
  return {
    'view.hide': {
      run: () => session.setTrackView(withHidden(view(), selected())),
      isEnabled: hasSelection,
    },
    'view.isolate': {
      run: () => {
        const { isolated } = view();
        if (isolated === undefined) session.setTrackView(withIsolated(view(), selected()));
        else session.setTrackView({ ...view(), isolated: undefined });
      },
      isEnabled: () => hasSelection() || view().isolated !== undefined,
    },
    'view.showAll': {
      run: () => {
        session.setTrackView(withAllShown(view()));
        session.setFilter(NO_FILTER);
      },
      isEnabled: () => view().hidden.size > 0 || view().isolated !== undefined || isFiltering(filter()),
    },
    'view.drawRegion': {
      run: () => {
        if (filter().region === undefined) session.setTool('region');
        else session.setFilter({ ...filter(), region: undefined });
      },
      isEnabled: () => state.getState().frameId !== undefined,
    },
    'view.labelledPoints': {
      run: () => session.setFilter({ ...filter(), labelled: NEXT_LABELLED[filter().labelled ?? 'both'] }),
      isEnabled: () => state.getState().frameId !== undefined,
    },
    'box.hide': {
      run: () => session.setFilter({ ...filter(), hidesBoxes: !filter().hidesBoxes }),
      isEnabled: () => state.getState().frameId !== undefined,
    },
    'view.trajectories': {
      run: () => {
        const reason = session.tracks.trajectories.whyNone;
        const mode = NEXT_TRAJECTORIES[state.getState().trajectories];
        if (reason !== undefined) state.setState({ prompt: { kind: 'no-trajectories', reason } });
        else state.setState({ trajectories: mode, prompt: { kind: 'trajectories', mode } });
      },
      isEnabled: () => state.getState().frameId !== undefined,
    },
    'cuboid.lock': {
      run: () => session.setTrackView(withLockToggled(view(), selected())),
      isEnabled: hasSelection,
    },
  };
}
