import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Anchor, SendBackReason } from '#shared/labels/review.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { Box2dId, CuboidId, FrameId, TrackId } from '../document/records.ts';
import { withSize } from '../edits/trackSize.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { applyFix, type FixContext } from './applyFix.ts';
import type { Checking } from './checking.ts';
import {
  groupFindings,
  passes,
  type FindingFilter,
  type FindingGroup,
  type FindingScope,
  type Grouping,
  type ListedFinding,
} from './findingGroups.ts';
import type { FindingsState } from './findingsBoard.ts';
import { findingStanding } from './findingStanding.ts';
import type { ReviewEdits } from './reviewEdits.ts';
import { verdictOf } from './reviewRecords.ts';

/** What waits for words, or for a reason: its field has the focus. */
export type Asking = 'waive' | 'note' | 'sendBack';

export interface RoomState {
  readonly isOverview: boolean;
  readonly grouping: Grouping;
  readonly filter: FindingFilter;
  readonly scope: FindingScope | undefined;
  /** As listed: what passes the filter and lies in the scope. */
  readonly groups: readonly FindingGroup[];
  /** Whatever the filter. */
  readonly open: number;
  readonly total: number;
  /** The key of the finding that is looked at. */
  readonly current: string | undefined;
  readonly asking: Asking | undefined;
}

export interface ReviewRoomOptions {
  readonly session: EditorSession;
  readonly checking: Checking;
  readonly edits: ReviewEdits;
  authorship(): FixContext['authorship'];
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

/** While the sequence is gone through the list is put in order no oftener than this. */
const RELIST_EVERY = 300;

/** Going through findings: which are listed, which one is looked at, and what is said of it. */
export class ReviewRoom {
  readonly store: StoreApi<RoomState> = createStore(() => ({
    isOverview: true,
    grouping: 'kind',
    filter: 'open',
    scope: undefined,
    groups: [],
    open: 0,
    total: 0,
    current: undefined,
    asking: undefined,
  }));
  readonly #options: ReviewRoomOptions;
  #isWaiting = false;
  /** The last place that was asked for wins. */
  #turn = 0;
  #listed: readonly ListedFinding[] = [];

  constructor(options: ReviewRoomOptions) {
    this.#options = options;
  }

  /** Follows what is found and said. Returns how to end it. */
  start(): () => void {
    const { checking, session } = this.#options;
    const stops = [
      checking.board.store.subscribe(({ findings, frames, progress }, before) => {
        if (
          findings === before.findings &&
          frames === before.frames &&
          progress.kind === before.progress.kind
        )
          return;
        if (progress.kind === 'running') void this.#relistSoon();
        else this.#relist();
      }),
      session.state.subscribe(({ frameId }, before) => {
        // Another frame is on screen than the finding's: nobody looks at that any more.
        const { current } = this;
        if (frameId !== before.frameId && current !== undefined && current.finding.frameId !== frameId)
          this.#look(undefined);
      }),
    ];
    this.#relist();
    return () => stops.forEach((stop) => stop());
  }

  /** The finding that is looked at. It may be decided by now. */
  get current(): ListedFinding | undefined {
    const { current } = this.store.getState();
    return current === undefined ? undefined : this.#listed.find(({ key }) => key === current);
  }

  /** In the order of the list. */
  get listed(): readonly ListedFinding[] {
    return this.store.getState().groups.flatMap(({ findings }) => findings);
  }

  show(choice: Partial<Pick<RoomState, 'grouping' | 'filter' | 'scope' | 'isOverview' | 'asking'>>): void {
    this.store.setState(choice);
    this.#relist();
  }

  /** Looks at a finding: its frame comes on screen, its object is selected, and every view goes there. */
  async lookAt(key: string): Promise<void> {
    const listed = this.#listed.find((one) => one.key === key);
    if (listed === undefined) return;
    const { session } = this.#options;
    const { finding } = listed;
    const turn = ++this.#turn;
    const frameId = finding.frameId as FrameId;
    this.store.setState({ isOverview: false, asking: undefined });
    if (session.state.getState().frameId !== frameId) await session.goToFrame(frameId);
    if (turn !== this.#turn || session.state.getState().frameId !== frameId) return;
    this.#look(listed);
    session.select(this.#subjectOf(finding));
    session.commands.run('view.flyToSelection');
  }

  /** The next finding of the list, or the one before; round its ends. */
  async step(by: 1 | -1): Promise<void> {
    const { listed } = this;
    const at = listed.findIndex(({ key }) => key === this.store.getState().current);
    const from = at < 0 && by < 0 ? 0 : at;
    const next = listed[(from + by + listed.length) % listed.length];
    if (next === undefined) this.#look(undefined);
    else await this.lookAt(next.key);
  }

  /** Does what the finding suggests, and goes on; where it suggests nothing, only goes on. */
  async fixNext(): Promise<void> {
    const { session, authorship } = this.#options;
    const { current } = this;
    const fix = current?.finding.fix;
    const { frameId } = session.state.getState();
    if (fix === undefined || frameId === undefined || current?.standing !== 'open') return this.step(1);
    const next = this.#after(current.key);
    session.tools.interrupt('command');
    if (session.document.isFrozen(frameId)) return this.sayFrozen(frameId);
    this.#suggest(undefined);
    if (await applyFix({ session, authorship: authorship() }, frameId, fix)) return this.#goOn(next);
    this.#suggest(current.finding);
  }

  /** The object is right as it is; where no finding is looked at, or none of an object, the frame is. */
  async accept(): Promise<void> {
    const { current } = this;
    if (current === undefined) return this.acceptFrame();
    const next = this.#after(current.key);
    const { frameId } = current.finding;
    const about = current.finding.objectId ?? current.finding.box2dId;
    if (about === undefined) return this.show({ asking: 'waive' });
    if (this.#options.edits.setVerdict(frameId as FrameId, about, 'accepted')) await this.#goOn(next);
  }

  /** Sends the object of the finding back, else the frame. Another reason for the same is one more. */
  async sendBack(reason: SendBackReason): Promise<void> {
    const { session, edits } = this.#options;
    const { current } = this;
    const { frameId } = session.state.getState();
    if (frameId === undefined) return;
    const about = current?.finding.objectId ?? current?.finding.box2dId;
    const next = current && this.#after(current.key);
    const before = verdictOf(session.document.recordsIn(frameId), frameId, about);
    const reasons = [...new Set([...(before?.verdict === 'rejected' ? (before.reasons ?? []) : []), reason])];
    const isSaid = edits.setVerdict(frameId, about, 'rejected', reasons);
    this.store.setState({ asking: undefined });
    if (isSaid && current?.standing === 'open') await this.#goOn(next);
  }

  async waive(reason: string): Promise<boolean> {
    const { current } = this;
    if (current === undefined) return false;
    const next = this.#after(current.key);
    if (!this.#options.edits.waive(current.finding.frameId as FrameId, current.key, reason)) return false;
    this.store.setState({ asking: undefined });
    await this.#goOn(next);
    return true;
  }

  unwaive(): void {
    const { current } = this;
    if (current !== undefined) this.#options.edits.unwaive(current.finding.frameId as FrameId, current.key);
  }

  /** What a note would stand at: what the finding is about, else the selection, else the frame. */
  get anchor(): Anchor | undefined {
    const { finding } = this.current ?? {};
    const object =
      finding?.objectId ?? finding?.box2dId ?? this.#options.session.state.getState().selection[0];
    return object === undefined ? undefined : { object };
  }

  note(text: string): boolean {
    const { frameId } = this.#options.session.state.getState();
    return frameId !== undefined && this.#options.edits.comment(frameId, text, this.anchor) !== undefined;
  }

  acceptFrame(): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined) this.#options.edits.setVerdict(frameId, undefined, 'accepted');
  }

  /** Takes the frame's verdict away. */
  reopen(): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined) this.#options.edits.setVerdict(frameId, undefined, undefined);
  }

  begin(): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined) this.#options.edits.setVerdict(frameId, undefined, 'inReview');
  }

  /** Says that the frame is accepted. */
  sayFrozen(frameId: FrameId): void {
    this.#options.session.state.setState({ prompt: { kind: 'frozen', frames: [frameId] } });
  }

  /** Nothing is looked at, and no fix is drawn. */
  leave(): void {
    this.#turn++;
    this.#look(undefined);
    this.store.setState({ asking: undefined });
  }

  async #goOn(next: string | undefined): Promise<void> {
    // What was said has been put in order by then.
    await Promise.resolve();
    this.#relist();
    if (next === undefined) this.#look(undefined);
    else await this.lookAt(next);
  }

  /** The finding that comes after this one, as the list is now; undefined: there is no other. */
  #after(key: string): string | undefined {
    const { listed } = this;
    const at = listed.findIndex((one) => one.key === key);
    const next = listed[(at + 1) % Math.max(1, listed.length)];
    return next?.key === key ? undefined : next?.key;
  }

  #look(listed: ListedFinding | undefined): void {
    this.store.setState({ current: listed?.key });
    this.#suggest(listed?.finding);
  }

  #suggest(finding: Finding | undefined): void {
    const { state } = this.#options.session;
    const suggested = finding && this.#suggestedBy(finding);
    if (state.getState().suggested !== suggested) state.setState({ suggested });
  }

  #suggestedBy({ fix, frameId }: Finding): ReturnType<typeof withSize> | undefined {
    if (fix?.kind === 'cuboid') return fix.cuboid;
    if (fix?.kind !== 'trackSize') return undefined;
    const cuboid = this.#cuboidOf(frameId, fix.trackId);
    return cuboid && withSize(cuboid.cuboid, fix.size);
  }

  #subjectOf({ frameId, objectId, trackId, box2dId }: Finding): readonly CuboidId[] {
    const { document } = this.#options.session;
    const object = objectId?.toLowerCase() as CuboidId | undefined;
    if (object !== undefined) return document.get(object) === undefined ? [] : [object];
    const box = box2dId === undefined ? undefined : document.get(box2dId.toLowerCase() as Box2dId);
    const track = trackId ?? box?.trackId;
    const cuboid = track === undefined ? undefined : this.#cuboidOf(frameId, track);
    return cuboid === undefined ? [] : [cuboid.id];
  }

  #cuboidOf(frameId: string, trackId: string) {
    const id = trackId.toLowerCase() as TrackId;
    const { document } = this.#options.session;
    return document.cuboidsIn(frameId as FrameId).find((record) => record.trackId === id);
  }

  async #relistSoon(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    await this.#options.pause(RELIST_EVERY);
    this.#isWaiting = false;
    this.#relist();
  }

  #relist(): void {
    const { findings, frames } = this.#options.checking.board.store.getState();
    const { grouping, filter, scope, current } = this.store.getState();
    this.#listed = findings.map((finding) => ({
      key: findingKey(finding),
      finding,
      standing: findingStanding(finding, frames.get(finding.frameId as FrameId)),
    }));
    const shown = this.#listed.filter((one) => passes(one, filter) && isIn(scope, one.finding, frames));
    const isGone = current !== undefined && !this.#listed.some(({ key }) => key === current);
    this.store.setState({
      groups: groupFindings(shown, grouping),
      open: this.#listed.filter(({ standing }) => standing === 'open').length,
      total: this.#listed.length,
    });
    // Put right by an edit: there is nothing left to look at.
    if (isGone) this.#look(undefined);
  }
}

function isIn(scope: FindingScope | undefined, finding: Finding, frames: FindingsState['frames']): boolean {
  if (scope === undefined) return true;
  if (scope.kind === 'camera') return (finding.camera ?? '') === scope.value;
  if (scope.kind === 'frame') return finding.frameId === scope.value;
  const facts = frames.get(finding.frameId as FrameId)?.objects.get(finding.objectId?.toLowerCase() ?? '');
  return (scope.kind === 'class' ? facts?.class : facts?.author) === (scope.value || undefined);
}
