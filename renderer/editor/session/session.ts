import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Camera, CameraCalibration, Frame } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import type { Attributes } from '#shared/labels/sidecar.ts';
import { CommandRegistry } from '../commands/commandRegistry.ts';
import { registerEditorCommands } from '../commands/editorCommands.ts';
import { LabelDocument, type DocumentChange } from '../document/labelDocument.ts';
import type { CuboidId, FrameId, RecordId, TrackId } from '../document/records.ts';
import { CuboidCopies } from '../edits/cuboidCopies.ts';
import { CuboidEdits } from '../edits/cuboidEdits.ts';
import { withChanges, type CuboidChanges } from '../edits/exactValues.ts';
import { ToolController } from '../tools/toolController.ts';
import { Aggregate } from './aggregate.ts';
import { Boxes2d } from './boxes2d.ts';
import { Calibrations } from './calibrations.ts';
import { withChosen } from './chosenCuboids.ts';
import { changedStatuses } from './changedStatuses.ts';
import { EarlierVersions } from './earlierVersions.ts';
import type { EditorSession, EditorSessionOptions } from './editorSession.ts';
import type { EditorState } from './editorState.ts';
import { FrameNavigator } from './frameNavigator.ts';
import type { ImageStage } from './imageStage.ts';
import type { OutsideChanges } from './outsideChanges.ts';
import { initialState } from './initialState.ts';
import { RecoveredEdits } from './journal/recoveredEdits.ts';
import { LabelStore } from './labelStore.ts';
import { Playback } from './playback.ts';
import { PointCounter } from './pointCounter.ts';
import { Proposals } from './proposals.ts';
import { TRACKS } from './saver.ts';
import { Saving } from './saving.ts';
import { sameTracksIn, withTrackView } from './selectionMoves.ts';
import { TimeTravel } from './timeTravel.ts';
import { Tracks } from './tracks.ts';
import type { TrackView } from './trackView.ts';
import type { ViewFilter } from './viewFilter.ts';

/** Labels of this many frames stay in memory; some ten kilobytes each. */
const FRAMES_IN_MEMORY = 64;

/** Puts the parts together; each of them does one thing and knows nothing of the others. */
export class Session implements EditorSession {
  readonly state: StoreApi<EditorState>;
  readonly document = new LabelDocument();
  readonly boxes: Boxes2d;
  readonly tools: ToolController;
  readonly proposals: Proposals;
  readonly commands = new CommandRegistry();
  readonly calibrations: Calibrations;
  readonly tracks: Tracks;
  readonly playback: Playback;
  readonly aggregate: Aggregate;
  readonly versions: EarlierVersions;
  readonly recovered: RecoveredEdits;
  readonly #options: EditorSessionOptions;
  readonly #store: LabelStore;
  readonly #edits: CuboidEdits;
  readonly #saving: Saving;
  readonly #navigator: FrameNavigator;
  readonly #counter: PointCounter;
  readonly #timeTravel: TimeTravel;
  readonly #stop: (() => void)[] = [];

  constructor(options: EditorSessionOptions) {
    const { environment, author, queries, content, imageSize } = options;
    const { document } = this;
    const now = (): number => environment.now();
    this.#options = options;
    this.state = createStore(() => initialState(options));
    this.calibrations = new Calibrations(options.sequence.cameras);
    const { state, calibrations } = this;
    this.#store = new LabelStore({ ...options, document });
    this.#edits = new CuboidEdits({ document, state, environment, author, trackUse: this.#store });
    this.tracks = new Tracks({
      ...options,
      document,
      state,
      edits: this.#edits,
      store: this.#store,
      interrupt: () => this.#endGesture(),
      goToFrame: (frameId) => this.goToFrame(frameId),
    });
    this.aggregate = new Aggregate({
      ...options,
      document,
      state,
      motionOf: () => this.tracks.motion,
      ensure: (frameIds) => this.tracks.ensure(frameIds),
    });
    this.boxes = new Boxes2d({
      ...options,
      document,
      state,
      edits: this.#edits,
      trackUse: this.#store,
      imageSize,
      calibrationOf: (camera, frame) => this.calibrationOf(camera, frame),
      loadFrame: (frameId) => this.#store.load(frameId),
      withFrames: (frameIds, work) => this.tracks.withFrames(frameIds, work),
      goToFrame: (frameId) => this.goToFrame(frameId),
      interrupt: () => this.#endGesture(),
    });
    const { boxes } = this;
    this.tools = new ToolController({ document, state, queries, edits: this.#edits, boxes, now });
    this.playback = new Playback({
      state,
      document,
      overlay: this.tools.overlay,
      motion: this.tracks.motion,
      goToFrame: (frameId) => this.goToFrame(frameId),
      now,
    });
    this.proposals = new Proposals({ document, state, queries, edits: this.#edits });
    this.#saving = new Saving({
      ...options,
      state,
      document,
      store: this.#store,
      calibrations,
      imageSize,
      onSaved: (frameId) => this.#updateFrames([frameId]),
      onReload: (frameId) => this.#onReload(frameId),
      onIndex: () => this.#onIndex(),
    });
    this.#counter = new PointCounter({ document, state, queries });
    this.#navigator = new FrameNavigator({
      state,
      store: this.#store,
      content,
      connection: options.host.connection,
      readOnly: options.readOnly,
      onLeave: () => this.#leave(),
      selectionIn: (frameId) => sameTracksIn(document, state.getState(), frameId),
      onEnter: () => this.#enter(),
    });
    this.recovered = new RecoveredEdits({
      state,
      document,
      goToFrame: (frameId) => this.goToFrame(frameId),
      select: (ids) => this.select(ids),
      undo: () => this.undo(),
    });
    this.versions = new EarlierVersions({
      ...options,
      sequenceId: options.sequence.id,
      document,
      state,
      edits: this.#edits,
      store: this.#store,
      save: () => this.#saving.flush(),
      reload: (frameId) => this.outsideChanges.readAgain(frameId ?? TRACKS),
      interrupt: () => this.#endGesture(),
    });
    this.#timeTravel = new TimeTravel({
      document,
      state,
      mayEdit: () => this.#edits.mayEdit(),
      interrupt: () => this.#endGesture(),
      loadFrame: (frameId) => this.#store.load(frameId),
      goToFrame: (frameId) => this.goToFrame(frameId),
    });
    const copies = new CuboidCopies({
      document,
      state,
      environment,
      edits: this.#edits,
      loadFrame: (frameId) => this.#store.load(frameId),
      interrupt: () => this.#endGesture(),
      groundHeight: (x, y) => queries.groundHeight(x, y),
    });
    registerEditorCommands(this.commands, {
      session: this,
      document,
      state,
      queries,
      edits: this.#edits,
      boxes,
      copies,
      tools: this.tools,
      proposals: this.proposals,
      fitIn: (trackId, frameIds) => this.tracks.refinement.fitIn(trackId, frameIds),
      now,
    });
  }

  get outsideChanges(): OutsideChanges {
    return this.#saving.outside;
  }

  async open(): Promise<void> {
    const { host, datasetId, sequence, startFrame } = this.#options;
    this.#stop.push(
      this.boxes.start(),
      this.document.subscribe((change) => this.#onChange(change)),
      this.tracks.egoMotion.store.subscribe(() => this.aggregate.refresh()),
      host.connection.subscribe((connection) => {
        if (connection === 'connected') this.#saving.retry();
      }),
      host.subscribe((event) => {
        // Whoever has gone may have left edits that are in no file.
        if (event.type === 'dataset.others' && event.datasetId === datasetId) void this.#recoverMore();
        if (event.type !== 'labels.changed' || event.datasetId !== datasetId) return;
        if (event.sequenceId === sequence.id) void this.outsideChanges.notice(event);
      }),
    );
    this.tracks.start();
    this.aggregate.start();
    const labelProblems = await this.#store.loadIndex();
    this.state.setState({ labelProblems: [...labelProblems, ...(await this.#saving.recover())] });
    this.#onIndex();
    const first = startFrame ?? (sequence.frames[0]?.id as FrameId | undefined);
    if (first !== undefined) await this.goToFrame(first);
  }

  async #recoverMore(): Promise<void> {
    const problems = await this.#saving.recover();
    const known = this.state.getState().labelProblems;
    const added = problems.filter((problem) => !known.some((other) => deepEqual(other, problem)));
    if (added.length > 0) this.state.setState({ labelProblems: [...known, ...added] });
  }

  goToFrame(frameId: FrameId): Promise<void> {
    return this.#navigator.goTo(frameId);
  }

  stepFrame(by: number): Promise<void> {
    return this.#navigator.step(by);
  }

  calibrationOf(camera: Camera, frame: Frame): CameraCalibration | undefined {
    const known = this.#store.known(frame.id as FrameId);
    return known && this.calibrations.shown(camera, frame, known.imageCalibrations);
  }

  async recalibrate(cameras: readonly Camera[]): Promise<void> {
    await this.#store.recalibrate();
    this.calibrations.change(cameras);
  }

  select(ids: readonly CuboidId[]): void {
    this.#endGesture();
    this.state.setState({ selection: ids.filter((id) => this.document.get(id) !== undefined) });
  }

  hover(id: CuboidId | undefined): void {
    if (this.state.getState().hovered !== id) this.state.setState({ hovered: id });
  }

  setTrackView(trackView: TrackView): void {
    this.#endGesture();
    this.state.setState(withTrackView(this.document, this.state.getState(), trackView));
  }

  setFilter(filter: ViewFilter): void {
    this.#endGesture();
    this.state.setState({ filter, hovered: undefined });
  }

  setImageStage(imageStage: ImageStage): void {
    this.#endGesture();
    this.state.setState({ imageStage, hovered: undefined });
  }

  setZoomedTrack(zoomedTrack: TrackId | undefined): void {
    this.#endGesture();
    this.state.setState({ zoomedTrack });
  }

  setTool(tool: EditorState['tool']): void {
    if ((tool === 'draw' || tool === 'box2d') && !this.#edits.mayEdit()) return;
    this.tools.use(tool);
  }

  setActiveClass(className: string): void {
    this.state.setState({ activeClass: className });
  }

  dismissPrompt(): void {
    if (this.state.getState().prompt !== undefined) this.state.setState({ prompt: undefined });
  }

  editCuboids(ids: readonly CuboidId[], changesOf: (cuboid: Cuboid) => CuboidChanges): void {
    this.#endGesture();
    this.#edits.reshape('edit', ids, (cuboid) => withChanges(cuboid, changesOf(cuboid)));
  }

  setAttributes(ids: readonly CuboidId[], change: (attributes: Attributes) => Attributes): void {
    this.#endGesture();
    const all = withChosen(this.document, this.state.getState(), ids);
    this.#edits.setAttributes('visibility', all, change);
  }

  setClass(ids: readonly CuboidId[], className: string): Promise<void> {
    this.#endGesture();
    this.#edits.setClass(ids, className);
    return Promise.resolve();
  }

  deleteCuboids(ids: readonly CuboidId[]): void {
    this.#endGesture();
    this.#edits.delete(ids);
  }

  undo(): Promise<void> {
    return this.#timeTravel.go('undo');
  }

  redo(): Promise<void> {
    return this.#timeTravel.go('redo');
  }

  saveElsewhere(): Promise<void> {
    return this.#saving.saveElsewhere();
  }

  saveNow(): Promise<void> {
    return this.#saving.flush();
  }

  async dispose(): Promise<void> {
    this.tools.interrupt('command');
    this.tools.focus.dispose();
    this.playback.stop();
    this.aggregate.dispose();
    await this.tracks.dispose();
    this.#navigator.dispose();
    for (const stop of this.#stop.splice(0)) stop();
    await this.#saving.dispose();
  }

  #onChange(change: DocumentChange): void {
    const { cause, ids, frames } = change;
    this.#saving.note(change);
    this.#counter.recount([...ids].filter((id) => this.#isCounted(id)));
    if (cause === 'preview') return;
    this.#updateFrames(frames);
    const { history } = this.document;
    const { selection, hovered, canUndo, canRedo } = this.state.getState();
    const present = selection.filter((id) => this.document.get(id) !== undefined);
    if (present.length < selection.length) this.state.setState({ selection: present });
    if (hovered !== undefined && this.document.get(hovered) === undefined) this.hover(undefined);
    if (history.canUndo !== canUndo || history.canRedo !== canRedo) {
      this.state.setState({ canUndo: history.canUndo, canRedo: history.canRedo });
    }
  }

  #isCounted(id: RecordId): id is CuboidId {
    const { frameId, pointCounts } = this.state.getState();
    const record = this.document.get<RecordId>(id);
    return record === undefined
      ? pointCounts.has(id as CuboidId)
      : record.type === 'cuboid' && record.frameId === frameId;
  }

  #leave(): void {
    this.tools.interrupt('frame');
    this.proposals.end();
    void this.#saving.flush();
  }

  #enter(): void {
    this.#counter.restart();
    const { frameId } = this.state.getState();
    const needed = new Set(this.tracks.framesOfSelection());
    const mustStay = (other: FrameId): boolean =>
      other === frameId || this.#saving.mustStay(other) || needed.has(other);
    this.#store.forget(FRAMES_IN_MEMORY, mustStay);
  }

  #onReload(frameId: FrameId): void {
    this.#updateFrames([frameId]);
    if (this.state.getState().frameId !== frameId) return;
    const known = this.#store.known(frameId);
    this.state.setState({ readOnly: this.#options.readOnly ?? this.#store.readOnly ?? known?.problem });
    this.#counter.restart();
  }

  #onIndex(): void {
    const { sequence, readOnly } = this.#options;
    const all = sequence.frames.map(({ id }) => id as FrameId);
    this.tracks.lives.update(all);
    this.tracks.places.refresh();
    this.#updateFrames(all);
    const { frameId } = this.state.getState();
    const problem = frameId === undefined ? undefined : this.#store.known(frameId)?.problem;
    this.state.setState({ readOnly: readOnly ?? this.#store.readOnly ?? problem });
  }

  #updateFrames(frameIds: Iterable<FrameId>): void {
    const { frames } = this.state.getState();
    const next = changedStatuses(frames, frameIds, (frameId) => this.#store.status(frameId));
    if (next !== undefined) this.state.setState({ frames: next });
  }

  #endGesture(): void {
    if (this.document.isGestureRunning) this.tools.interrupt('command');
  }
}
