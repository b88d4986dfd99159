import type { EditorState } from './editorState.ts';
import type { EditorSessionOptions } from './editorSession.ts';
import { EMPTY_JOURNAL } from './journal/commitLog.ts';
import { PLAIN_TRACK_VIEW } from './trackView.ts';
import { NO_FILTER } from './viewFilter.ts';

/** The state before anything is loaded. */
export function initialState({ dataset, sequence, readOnly }: EditorSessionOptions): EditorState {
  return {
    dataset,
    sequence,
    frameId: undefined,
    requestedFrameId: undefined,
    labelProblems: [],
    frameProblems: [],
    readOnly,
    selection: [],
    followed: undefined,
    chosenFrames: [],
    listed: [],
    hovered: undefined,
    selectedBox: undefined,
    hoveredBox: undefined,
    suggested: undefined,
    pins: [],
    openedNote: undefined,
    pointedAt: undefined,
    goTo: undefined,
    trackView: PLAIN_TRACK_VIEW,
    filter: NO_FILTER,
    trajectories: 'selected',
    imageStage: { kind: 'scene' },
    zoomedTrack: undefined,
    tool: 'select',
    turnsAbout: 'middle',
    activeClass: dataset.ontology.classes[0]?.name ?? '',
    save: { kind: 'clean' },
    journal: EMPTY_JOURNAL,
    recovered: undefined,
    conflicts: [],
    held: { count: 0, trouble: undefined },
    frames: new Map(),
    pointCounts: new Map(),
    canUndo: false,
    canRedo: false,
    prompt: undefined,
  };
}
