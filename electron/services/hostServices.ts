import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { summariseDataset } from '#shared/dataset/summary.ts';
import type { HostEvent, HostInfo, Menu, MethodInput, MethodOutput, Recent } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { HostServices } from '#shared/host/services.ts';
import { TRACKS_FILE } from '#shared/labels/journal/journalEntry.ts';
import { OWN_FOLDER, sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { saveAnswers } from './answers.ts';
import { Backups } from './backups.ts';
import { saveCorrections } from './corrections.ts';
import { Datasets, frameOf, sequenceOf } from './datasets.ts';
import type { FileSystem } from './fileSystem.ts';
import { FileVault } from './fileVault.ts';
import { listFolders } from './folders.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import { readHostIdentity, type HostIdentity } from './hostIdentity.ts';
import { HostEvents } from './hostEvents.ts';
import { Journals } from './journal/journals.ts';
import { indexLabels } from './labelIndex.ts';
import { LabelFiles } from './labelFiles.ts';
import { LabelVersions } from './labelVersions.ts';
import { LabelRoots } from './labelRoots.ts';
import { LabelStore, type OpenSequence } from './labelStore.ts';
import { LabelWatches } from './labelWatches.ts';
import { fileProblem } from './readProblems.ts';
import { Leases } from './leases.ts';
import { Presence } from './presence.ts';
import { createRecents } from './recents.ts';
import { prepareSample, sampleFolder } from './samples.ts';
import { createSettings } from './settings.ts';
import { ShownFrames } from './shownFrames.ts';
import { SourceHashes } from './sourceHashes.ts';
import { findStartFolder } from './startFolder.ts';
import { createTally } from './tally.ts';
import { throttleProgress } from './throttleProgress.ts';
import type { UserFolders } from './userFolders.ts';

export interface HostDependencies {
  readonly fileSystem: FileSystem;
  readonly roots: GrantedRoots;
  readonly userFolders: UserFolders;
  readonly kind: HostInfo['kind'];
  readonly version: string;
  readonly platform: string;
  /** The sample drive that comes with the program. */
  readonly sampleSource: string;
  /** A folder named on the command line. */
  readonly startFolder?: string | undefined;
  /** Where browsing starts when there is no dialog. */
  readonly browseFrom?: string | undefined;
  /** The system's folder dialog; undefined when the person cancelled. */
  readonly pickFolder?: () => Promise<string | undefined>;
  /** Shows a file in the system's file manager. */
  readonly reveal?: (path: string) => void;
  /** Shows the page's menus in the system's menu bar. */
  readonly showMenu?: (menus: readonly Menu[]) => void;
  readonly nowMs: () => number;
  /** A journal that has grown beyond this is begun anew with what must be kept; 32 MiB unless given. */
  readonly tidyBytes?: number;
  /** Never set back; the system's own unless given. */
  readonly monotonicMs?: () => number;
  /** Who others see; this process unless given. */
  readonly identity?: HostIdentity;
  /** Told what may interest whoever looks for the cause of a trouble. */
  readonly log?: (line: string) => void;
}

export interface Host {
  readonly services: HostServices;
  /** The real place of a cloud or image of an open dataset. */
  readonly dataFile: (datasetId: string, path: string) => Promise<string>;
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
  readonly emit: (event: HostEvent) => void;
  /** Lets go of everything; others see at once that we have gone. */
  readonly dispose: () => Promise<void>;
}

type SavedInput = MethodInput<'labels.index'> & { readonly covers?: string | undefined };

/** Puts the services together: everything that both hosts share. */
export function createHost(deps: HostDependencies): Host {
  const { fileSystem, roots, nowMs } = deps;
  const events = new HostEvents();
  const labelRoots = new LabelRoots(fileSystem, roots, deps.userFolders);
  const datasets = new Datasets(fileSystem, roots, labelRoots);
  const vault = new FileVault(fileSystem, nowMs);
  const backups = new Backups(fileSystem, nowMs);
  const labelFiles = new LabelFiles(fileSystem, vault, backups);
  const versions = new LabelVersions(labelFiles, backups);
  const labels = new LabelStore(labelFiles, new SourceHashes(fileSystem), {
    name: 'boxwright',
    version: deps.version,
  });
  const settings = createSettings(fileSystem, deps.userFolders.config);
  const recents = createRecents(fileSystem, deps.userFolders.config);
  const tally = createTally(fileSystem, deps.userFolders.config, nowMs);
  const emit = (event: HostEvent) => events.emit(event);
  const monotonicMs = deps.monotonicMs ?? (() => performance.now());
  const hostId = randomUUID();
  const watches = new LabelWatches(fileSystem, vault, emit);
  const shownFrames = new ShownFrames(fileSystem, vault, (datasetId) => datasets.get(datasetId), emit);
  const identity = deps.identity ?? readHostIdentity();
  const leases = new Leases({
    fileSystem,
    hostId,
    identity,
    monotonicMs,
    userName: async () => (await settings.get()).author || identity.systemUser,
    ...(deps.log === undefined ? {} : { log: deps.log }),
  });
  const presence = new Presence(leases, emit);
  const journals = new Journals({
    fileSystem,
    hostId,
    userFolder: join(deps.userFolders.data, 'journal'),
    isOver: async (labelRoot, other) => (await leases.standingOf(labelRoot, other)) === 'dead',
    monotonicMs,
    tidyBytes: deps.tidyBytes,
  });

  const sample = async () =>
    roots.grant(await prepareSample(fileSystem, deps.sampleSource, deps.userFolders.data));
  /** Undefined while there is no copy of it. */
  const realSampleFolder = () =>
    fileSystem.realPath(sampleFolder(deps.userFolders.data)).catch(() => undefined);
  const isGranted = (path: string) =>
    roots.resolve(path).then(
      () => true,
      () => false,
    );
  const listRecents = async () => {
    const all = await recents.list();
    const granted = await Promise.all(all.map(({ path }) => isGranted(path)));
    return all.filter((_recent, index) => granted[index]);
  };
  const at = ({ datasetId, sequenceId }: MethodInput<'labels.index'>): OpenSequence => {
    const open = datasets.get(datasetId);
    return { open, sequence: sequenceOf(open, sequenceId) };
  };
  const saved = async (input: SavedInput, file: string, revision: string) => {
    await watches.watchNewFolders(input.datasetId);
    if (input.covers !== undefined)
      await noteSaved(at(input), file, input.covers, revision).catch(() => undefined);
    return { revision, savedAt: nowMs() };
  };
  /** Once noted, the edits are in the file alone: it must be there after a power cut. */
  const noteSaved = async (where: OpenSequence, file: string, covers: string, revision: string) => {
    const path = file === TRACKS_FILE ? tracksPath(where.sequence) : sidecarPath(file);
    await labelFiles.makeDurable(where.open, path, revision);
    await journals.saved(where, file, covers, revision);
  };

  const services: HostServices = {
    'host.info': async () => {
      const startFolder = await findStartFolder(deps.startFolder, listRecents, sample);
      return {
        kind: deps.kind,
        version: deps.version,
        platform: deps.platform,
        capabilities: {
          pickFolder: deps.pickFolder === undefined ? 'browse' : 'native',
          reveal: deps.reveal !== undefined,
          nativeMenu: deps.showMenu !== undefined,
        },
        ...(startFolder === undefined ? {} : { startFolder }),
      };
    },
    'settings.get': () => settings.get(),
    'settings.change': (changes) => settings.change(changes),
    'tally.today': ({ add }) => tally.today(add),
    'recents.list': listRecents,
    'recents.remove': async ({ path }) => {
      await recents.remove(path);
      return listRecents();
    },
    'samples.prepare': async () => ({ path: await sample() }),
    'folders.pick': async () => {
      if (deps.pickFolder === undefined) throw unsupported('there is no folder dialog in a browser');
      const path = await deps.pickFolder();
      return path === undefined ? {} : { path: await roots.grant(path) };
    },
    'folders.list': async ({ path }) => {
      const start = path ?? deps.browseFrom ?? roots.all[0];
      if (start === undefined) throw unsupported('no folder may be browsed');
      return listFolders(fileSystem, roots, start);
    },
    'folders.reveal': async ({ datasetId, path }) => {
      if (deps.reveal === undefined) throw unsupported('a browser cannot show files of the system');
      deps.reveal(await datasets.get(datasetId).folder.resolve(path));
      return {};
    },
    'menu.set': async ({ menus }) => {
      if (deps.showMenu === undefined) throw unsupported('a browser shows no menus of a page');
      deps.showMenu(menus);
      return {};
    },
    'dataset.open': async ({ path }, { signal }) => {
      const onProgress = throttleProgress(nowMs, (files) =>
        events.emit({ type: 'dataset.opening', path, files }),
      );
      const open = await datasets.open(path, { signal, onProgress });
      const { id: datasetId, dataset, writable } = open;
      const { root } = open.folder;
      const { layout, frames, ...facts } = summariseDataset(dataset);
      const recent: Recent = {
        path: root,
        name: dataset.name,
        layout,
        frames,
        facts: { ...facts, writable },
        openedAt: nowMs(),
      };
      // Neither a list of recent folders that cannot be written nor a watch that fails keeps the data from opening.
      await recents.add(recent).catch(() => undefined);
      await watches.start(open).catch(() => undefined);
      return {
        datasetId,
        path: root,
        labelRoot: labelRootOf(root, open.labelFolder.root),
        writable,
        isSample: root === (await realSampleFolder()),
        dataset,
        corrections: [...open.corrections],
        others: await presence.start(open),
      };
    },
    'dataset.setLabelRoot': async ({ datasetId, path, isNow = false }) => {
      const { folder } = datasets.get(datasetId);
      const chosen = await labelRoots.choose(folder.root, path, datasets.dataFolders);
      if (isNow) {
        const open = await datasets.keepLabelsIn(datasetId, (await labelRoots.of(folder)).folder);
        await watches.start(open).catch(() => undefined);
        await presence.start(open);
      }
      return { labelRoot: labelRootOf(folder.root, chosen) };
    },
    'dataset.answer': async ({ datasetId, answers }) => {
      await saveAnswers(labelFiles, datasets.get(datasetId), answers);
      return {};
    },
    'dataset.correct': async ({ datasetId, ...change }) => {
      const acceptedAt = new Date(nowMs()).toISOString();
      const accepted = await saveCorrections(labelFiles, datasets.get(datasetId), change, acceptedAt);
      const open = await datasets.correct(datasetId, accepted);
      const { cameras } = sequenceOf(open, change.sequenceId);
      return { cameras, corrections: [...open.corrections], problems: open.dataset.problems };
    },
    'dataset.isOpen': ({ datasetId }) => Promise.resolve({ isOpen: datasets.has(datasetId) }),
    'dataset.close': async ({ datasetId }) => {
      const open = datasets.get(datasetId);
      if (!datasets.close(datasetId)) return {};
      watches.stop(datasetId);
      shownFrames.forget(datasetId);
      await journals.close(open);
      await presence.stop(datasetId);
      return {};
    },
    'labels.index': (input, { signal }) => indexLabels(labelFiles, labels, at(input), signal),
    'labels.load': async (input, { signal }) => {
      const where = at(input);
      const frame = frameOf(where.sequence, input.frameId);
      return {
        ...(await labels.load(where, frame, await labels.loadTracks(where, signal), signal)),
        imageCalibrations: await where.open.calibrationsIn(frame),
      };
    },
    'labels.watch': async ({ datasetId, sequenceId, frameId }) => {
      frameOf(at({ datasetId, sequenceId }).sequence, frameId);
      shownFrames.show(datasetId, { sequenceId, frameId });
      return {};
    },
    'labels.save': async (input) => {
      const where = at(input);
      const frame = frameOf(where.sequence, input.frameId);
      const { frameId, expected, sidecar } = input;
      return saved(input, frameId, await labels.save(where, frame, expected, sidecar));
    },
    'tracks.save': async (input) =>
      saved(input, TRACKS_FILE, await labels.saveTracks(at(input), input.expected, input.tracks)),
    'journal.append': (input) => journals.append(at(input), input.entries).catch(refuseJournal),
    'journal.sync': async (input) => {
      await journals.sync(at(input)).catch(refuseJournal);
      return {};
    },
    'journal.recover': async (input) => {
      const { edits, problems } = await journals.recover(at(input));
      return {
        edits: edits.map(({ entry, unsaved }) => ({ entry, unsaved: [...unsaved] })),
        problems: [...problems],
      };
    },
    'versions.list': (input, { signal }) => versions.list(at(input), input.frameId, signal),
    'versions.load': (input) => versions.load(at(input), input.frameId, input.versionId),
    'versions.recover': async (input) => {
      const { revision, keptAs } = await versions.recover(at(input), input.frameId, input.versionId);
      return { ...(await saved(input, input.frameId ?? TRACKS_FILE, revision)), keptAs };
    },
    'labels.checkSources': async (input, { signal }) => {
      const where = at(input);
      return { problems: await labels.checkSources(where, frameOf(where.sequence, input.frameId), signal) };
    },
  };

  return {
    services,
    dataFile: (datasetId, path) => datasets.dataFile(datasetId, path),
    subscribe: (listener) => events.subscribe(listener),
    emit,
    dispose: async () => {
      watches.stopAll();
      shownFrames.dispose();
      await journals.closeAll();
      await leases.dispose();
    },
  };
}

function labelRootOf(dataFolder: string, path: string): MethodOutput<'dataset.setLabelRoot'>['labelRoot'] {
  return { path, isDataFolder: path === dataFolder };
}

function refuseJournal(cause: unknown): never {
  throw fileProblem('journal.failed', OWN_FOLDER, cause);
}

function unsupported(message: string): HostError {
  return new HostError({ code: 'unsupported', message });
}
