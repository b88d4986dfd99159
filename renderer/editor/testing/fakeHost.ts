import type { ImageCalibration, Sequence } from '#shared/dataset/dataset.ts';
import {
  contract,
  type HostClient,
  type HostEvent,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '#shared/host/contract.ts';
import { HostError, type HostErrorCode } from '#shared/host/hostError.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { findEdits } from '#shared/labels/journal/foundEdits.ts';
import { TRACKS_FILE } from '#shared/labels/journal/journalEntry.ts';
import type { JournalLine } from '#shared/labels/journal/journalLine.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { letterOf, sightingOf } from '#shared/labels/sighting.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TracksFile } from '#shared/labels/tracksFile.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { FrameId } from '../document/records.ts';
import { Connection } from '#shared/host/connection.ts';
import { smallSequence } from './smallDataset.ts';

const TRACKS_PATH = 'tracks.json';
const NO_TRACKS: TracksFile = {
  format: TRACKS_FORMAT,
  version: TRACKS_VERSION,
  generator: { name: 'test', version: '0' },
  sequence: smallSequence.id,
  tracks: [],
};

/** Keeps label files in memory as the text that a real host would write, and reads them back as one would. */
export class FakeHost implements HostClient {
  /** By frame id, or `tracks.json`. */
  readonly files = new Map<string, string>();
  /** Labels of another format, by frame id. */
  readonly imported = new Map<string, Sidecar>();
  /** Calibrations that only images of a frame have, by frame id. */
  readonly imageCalibrations = new Map<string, ImageCalibration[]>();
  /** What saves replaced, the oldest first, by frame id or `tracks.json`; a version's id is its place. */
  readonly versions = new Map<string, string[]>();
  /** As a host would write it. */
  readonly journal: JournalLine[] = [];
  /** `method frameId`, in order, without those of the journal. */
  readonly calls: string[] = [];
  readonly bytesHeaders = {};
  readonly connection = new Connection();
  /** When set, every call waits for it first. */
  gate: ((method: MethodName, frameId: string) => Promise<void>) | undefined;
  /** When it returns a code, the call fails with it and does nothing. */
  failure: ((method: MethodName, frameId: string) => HostErrorCode | undefined) | undefined;
  /** When it returns true, the call is done and its answer never arrives. */
  losesAnswer: ((method: MethodName, frameId: string) => boolean) | undefined;
  readonly #listeners = new Set<(event: HostEvent) => void>();
  #savedAt = 0;
  readonly #sequence: Sequence;

  constructor(sequence: Sequence = smallSequence) {
    this.#sequence = sequence;
  }

  async call<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    options: { signal?: AbortSignal } = {},
  ): Promise<MethodOutput<M>> {
    const frameId = ('frameId' in input ? input.frameId : undefined) ?? TRACKS_PATH;
    if (!method.startsWith('journal.')) this.calls.push(`${method} ${frameId}`);
    contract[method].input.parse(input);
    await Promise.race([this.gate?.(method, frameId), ...aborted(options.signal)]);
    if (options.signal?.aborted === true) throw new HostError({ code: 'cancelled', message: 'cancelled' });
    const code = this.failure?.(method, frameId);
    if (code !== undefined) throw new HostError({ code, message: `${method} failed` });
    const answer = this.#answer(method, input);
    if (this.losesAnswer?.(method, frameId) === true)
      throw new HostError({ code: 'unreachable', message: `${method}: no answer` });
    // Each method answers in its own shape; TypeScript cannot tie the two through the union of methods.
    return contract[method].output.parse(answer) as MethodOutput<M>;
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  bytesUrl(datasetId: string, path: string): string {
    return `/data/${datasetId}/${path}`;
  }

  sidecar(frameId: FrameId): Sidecar {
    return parseSidecar(this.files.get(frameId) ?? '', frameId);
  }

  tracks(): TracksFile {
    const text = this.files.get(TRACKS_PATH);
    return text === undefined ? NO_TRACKS : parseTracksFile(text, TRACKS_PATH);
  }

  /** Another program writes a file, or removes it, and the host notices. */
  changeOutside(path: string, text: string | undefined): void {
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    const frame = path === TRACKS_PATH ? {} : { frameId: path };
    const revision = this.#revision(path);
    for (const listener of this.#listeners) {
      listener({ type: 'labels.changed', datasetId: 'd', sequenceId: smallSequence.id, ...frame, revision });
    }
  }

  #answer(method: MethodName, input: unknown): unknown {
    switch (method) {
      case 'labels.index':
        return this.#index();
      case 'labels.load':
        return this.#load((input as MethodInput<'labels.load'>).frameId);
      case 'labels.save': {
        const { frameId, sidecar, expected, covers } = input as MethodInput<'labels.save'>;
        const answer = this.#save(frameId, serialiseSidecar(sidecar), expected);
        this.#noteSaved(frameId, covers, answer.revision);
        return answer;
      }
      case 'tracks.save': {
        const { tracks, expected, covers } = input as MethodInput<'tracks.save'>;
        const answer = this.#save(TRACKS_PATH, serialiseTracksFile(tracks), expected);
        this.#noteSaved(TRACKS_FILE, covers, answer.revision);
        return answer;
      }
      case 'journal.append': {
        const { entries } = input as MethodInput<'journal.append'>;
        for (const entry of entries) this.journal.push({ type: 'edit', n: this.journal.length + 1, entry });
        return { isInLabelRoot: true };
      }
      case 'journal.sync':
        return {};
      case 'journal.recover':
        return { edits: findEdits([this.journal]), problems: [] };
      case 'versions.list':
        return this.#versions((input as MethodInput<'versions.list'>).frameId ?? TRACKS_PATH);
      case 'versions.load': {
        const { frameId = TRACKS_PATH, versionId } = input as MethodInput<'versions.load'>;
        return { sidecar: parseSidecar(this.versions.get(frameId)?.[Number(versionId)] ?? '', frameId) };
      }
      case 'versions.recover': {
        const { frameId = TRACKS_PATH, versionId } = input as MethodInput<'versions.recover'>;
        this.files.set(frameId, this.versions.get(frameId)?.[Number(versionId)] ?? '');
        return { revision: this.#revision(frameId), savedAt: 0, keptAs: `.boxwright/damaged/${frameId}` };
      }
      default:
        throw new HostError({ code: 'unsupported', message: method });
    }
  }

  #versions(path: string): MethodOutput<'versions.list'> {
    const versions = (this.versions.get(path) ?? []).map((text, i) => ({
      id: String(i),
      savedAt: i,
      bytes: text.length,
      revision: String(i),
      objects: parseSidecar(text, path).objects.length,
    }));
    return { versions: versions.reverse() };
  }

  #index(): MethodOutput<'labels.index'> {
    const frames = this.#sequence.frames.map(({ id }) => {
      const labels = this.#load(id);
      const sidecar = 'sidecar' in labels ? labels.sidecar : undefined;
      const objects = sidecar?.objects ?? [];
      const trackIds = [...objects, ...(sidecar?.boxes2d ?? [])].flatMap(({ trackId }) => trackId ?? []);
      const sightings = objects.map((object) => letterOf(sightingOf(object))).join('');
      const isDone = sidecar?.frame.done !== undefined;
      return { frameId: id, state: labels.state, objects: objects.length, trackIds, sightings, isDone };
    });
    return { tracks: this.tracks(), tracksRevision: this.#revision(TRACKS_PATH), frames, problems: [] };
  }

  #load(frameId: string): MethodOutput<'labels.load'> {
    const text = this.files.get(frameId);
    const sidecar = this.imported.get(frameId);
    const imageCalibrations = this.imageCalibrations.get(frameId) ?? [];
    const frame = { frameId, imageCalibrations, problems: [] };
    if (text === undefined && sidecar !== undefined) return { ...frame, state: 'imported', sidecar };
    if (text === undefined) return { ...frame, state: 'absent' };
    try {
      const revision = this.#revision(frameId) ?? '';
      return { ...frame, state: 'stored', revision, sidecar: parseSidecar(text, frameId) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { ...frame, state: 'unreadable', problem: error.problem };
    }
  }

  #save(path: string, text: string, expected: string | null): MethodOutput<'labels.save'> {
    if (this.#revision(path) !== expected) throw new HostError({ code: 'conflict', message: path });
    const before = this.files.get(path);
    if (before !== undefined && before !== text)
      this.versions.set(path, [...(this.versions.get(path) ?? []), before]);
    this.files.set(path, text);
    this.#savedAt += 1;
    return { revision: this.#revision(path) ?? '', savedAt: this.#savedAt };
  }

  #noteSaved(file: string, covers: string | undefined, revision: string): void {
    if (covers !== undefined) this.journal.push({ type: 'saved', file, covers, revision });
  }

  /** FNV-1a: enough to tell the files of a test apart. */
  #revision(path: string): string | null {
    const text = this.files.get(path);
    if (text === undefined) return null;
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
    return hash.toString(16);
  }
}

/** As the client of a real host: it waits for no answer that is not wanted any more. */
function aborted(signal: AbortSignal | undefined): readonly Promise<void>[] {
  return signal === undefined
    ? []
    : [new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))];
}
