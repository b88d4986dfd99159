import { z } from 'zod';
import { storedCorrectionSchema } from '../dataset/acceptedCorrection.ts';
import { calibrationCorrectionSchema } from '../dataset/calibrationCorrection.ts';
import { cameraSchema, datasetSchema, imageCalibrationSchema } from '../dataset/dataset.ts';
import { journalEntrySchema, type JournalledEdit } from '../labels/journal/journalEntry.ts';
import { sidecarSchema } from '../labels/sidecar.ts';
import { tracksFileSchema } from '../labels/tracksFile.ts';
import { problemSchema } from '../problems/problem.ts';
import type { HostConnection } from './connection.ts';
import { datasetOthersSchema } from './datasetOthers.ts';
import { settingsSchema } from './settings.ts';
import { versionsContract } from './versionsContract.ts';

/**
 * The one contract between the UI and whatever hosts it: small typed calls, checked by zod on both sides. Bytes never
 * pass here: a cloud or an image is fetched from `bytesUrl(datasetId, path)`.
 */

export const hostInfoSchema = z.object({
  kind: z.enum(['electron', 'loopback']),
  version: z.string(),
  platform: z.string(),
  capabilities: z.object({
    /** `native`: the system's dialog answers; `browse`: the UI shows folders from `folders.list`. */
    pickFolder: z.enum(['native', 'browse']),
    reveal: z.boolean(),
    /** The host shows the menus of `menu.set` itself. */
    nativeMenu: z.boolean(),
  }),
  /** The folder to open at start: given on the command line, else the last one, else the sample drive. */
  startFolder: z.string().optional(),
});
export type HostInfo = z.infer<typeof hostInfoSchema>;

export const recentSchema = z.object({
  path: z.string(),
  name: z.string(),
  layout: z.string(),
  frames: z.number().int(),
  /** As it was when it was opened; absent in the list of an older version. */
  facts: z
    .object({
      cameras: z.number().int(),
      framesWithoutImages: z.number().int(),
      /** Files that were not used. */
      skipped: z.number().int(),
      /** Whether the label root could be written. */
      writable: z.boolean(),
    })
    .optional(),
  /** Milliseconds since 1970. */
  openedAt: z.number(),
});
export type Recent = z.infer<typeof recentSchema>;

export const folderEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  /** The layout recognised in it, if any. */
  layout: z.string().optional(),
});

/** SHA-256 of the file's bytes, hex; `null`: there is no file. */
export const revisionSchema = z.string().nullable();

export const frameLabelsSchema = z.discriminatedUnion('state', [
  /** Nothing labelled yet. */
  z.object({ frameId: z.string(), state: z.literal('absent'), problems: z.array(problemSchema) }),
  /** Read from our sidecar. */
  z.object({
    frameId: z.string(),
    state: z.literal('stored'),
    revision: z.string(),
    sidecar: sidecarSchema,
    problems: z.array(problemSchema),
  }),
  /**
   * No sidecar in the label root yet: converted from labels of the dataset's own layout, or the sidecar in the data folder
   * while labels are kept elsewhere. Written only once the frame is edited; `expected` is then `null`.
   */
  z.object({
    frameId: z.string(),
    state: z.literal('imported'),
    sidecar: sidecarSchema,
    problems: z.array(problemSchema),
  }),
  /** There are labels and they could not be read: the frame is shown read-only, the file is never written. */
  z.object({
    frameId: z.string(),
    state: z.literal('unreadable'),
    problem: problemSchema,
    problems: z.array(problemSchema),
  }),
]);
export type FrameLabels = z.infer<typeof frameLabelsSchema>;

/** What is known of a frame's labels without loading them into the editor. */
export const frameSummarySchema = z.object({
  frameId: z.string(),
  state: z.enum(['absent', 'stored', 'imported', 'unreadable']),
  objects: z.number().int(),
  /** Of its objects, then of its 2D boxes as far as they have one. */
  trackIds: z.array(z.string()),
  /** What is known of each of these objects, a letter each (`shared/labels/sighting.ts`). */
  sightings: z.string(),
  /** Somebody marked it as done. */
  isDone: z.boolean(),
});
export type FrameSummary = z.infer<typeof frameSummarySchema>;

/** One line of a menu: a command of the UI in the reader's language, or what the system itself knows how to do. */
export const menuItemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    command: z.string(),
    title: z.string(),
    /** Shown beside the title, e.g. `Ctrl+Z`; the page itself listens for the keys. */
    keys: z.string().optional(),
    enabled: z.boolean(),
    /** Present: a command that is on or off. */
    checked: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('separator') }),
  z.object({
    kind: z.literal('role'),
    role: z.enum(['cut', 'copy', 'paste', 'selectAll', 'togglefullscreen', 'minimize', 'quit']),
    title: z.string(),
  }),
]);
export const menuSchema = z.object({ title: z.string(), items: z.array(menuItemSchema) });
export type Menu = z.infer<typeof menuSchema>;

/** Where a dataset's labels, tracks and `dataset.json` are written. */
export const labelRootSchema = z.object({
  /** Absolute. */
  path: z.string(),
  /** False: a folder elsewhere that mirrors the dataset's, for data that must not be written to. */
  isDataFolder: z.boolean(),
});

const folder = z.string().min(1).max(4096);
const dataset = { datasetId: z.string() };
const sequence = { ...dataset, sequenceId: z.string() };
const frame = { ...sequence, frameId: z.string() };
const nothing = z.object({});

export const contract = {
  /** Who hosts, and what it can do. */
  'host.info': { input: nothing, output: hostInfoSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.change': { input: settingsSchema.partial(), output: settingsSchema },
  /**
   * How many cuboids were set today on this computer, in all datasets; `add` (which may be negative) is counted first.
   * `endsAt`: local midnight, milliseconds since 1970, when the count begins anew.
   */
  'tally.today': {
    input: z.object({ add: z.number().int() }),
    output: z.object({ count: z.number().int().nonnegative(), endsAt: z.number() }),
  },
  'recents.list': { input: nothing, output: z.array(recentSchema) },
  'recents.remove': { input: z.object({ path: folder }), output: z.array(recentSchema) },
  /** Copies the sample drive to the user's folder unless it is there, and says where it is. */
  'samples.prepare': { input: nothing, output: z.object({ path: z.string() }) },
  /** The system's folder dialog; `path` is absent when the person cancelled. `unsupported` where there is none. */
  'folders.pick': { input: nothing, output: z.object({ path: z.string().optional() }) },
  /** Folders inside `path` (default: the granted root). */
  'folders.list': {
    input: z.object({ path: folder.optional() }),
    output: z.object({
      path: z.string(),
      parent: z.string().optional(),
      entries: z.array(folderEntrySchema),
    }),
  },
  /** Shows a file of the dataset in the system's file manager. */
  'folders.reveal': { input: z.object({ ...dataset, path: z.string() }), output: nothing },
  'dataset.open': {
    input: z.object({ path: folder }),
    output: z.object({
      datasetId: z.string(),
      path: z.string(),
      labelRoot: labelRootSchema,
      /** Whether the label root can be written. */
      writable: z.boolean(),
      /** It is the user's copy of the sample drive. */
      isSample: z.boolean(),
      /** With the corrections of calibrations that people accepted. */
      dataset: datasetSchema,
      corrections: z.array(storedCorrectionSchema),
      /** As of now; `dataset.others` tells when it changes. */
      others: datasetOthersSchema,
    }),
  },
  /**
   * Keeps the labels of a dataset in another folder from now on; `path` absent: one in the user's folder, made for it.
   * Labels that are in the data folder already go on being read, until a frame is saved to the label root. Takes effect
   * when the dataset is opened again; `isNow`: at once, so that what cannot be written to the old one is written there.
   */
  'dataset.setLabelRoot': {
    input: z.object({ ...dataset, path: folder.optional(), isNow: z.boolean().optional() }),
    output: z.object({ labelRoot: labelRootSchema }),
  },
  /**
   * Answers questions that the layout left open (`Dataset.questions`): written to the `dataset.json` in the label root.
   * Takes effect when the dataset is opened again. Refused for a dataset whose `dataset.json` describes it whole.
   */
  'dataset.answer': {
    input: z.object({ ...dataset, answers: z.record(z.string(), z.string()) }),
    output: nothing,
  },
  /**
   * Accepts corrections of cameras' calibrations (`correction: null`: withdraws the last one that was accepted), all or
   * none: written to the `dataset.json` in the label root, whose other content stays as it is. Takes effect at once, for
   * the calibrations that `labels.load` hands out, too.
   */
  'dataset.correct': {
    input: z.object({
      ...sequence,
      changes: z
        .array(z.object({ camera: z.string(), correction: calibrationCorrectionSchema.nullable() }))
        .min(1),
    }),
    output: z.object({
      /** Of the sequence, all of them. */
      cameras: z.array(cameraSchema),
      corrections: z.array(storedCorrectionSchema),
      /** Of the dataset, in place of those it was opened with. */
      problems: z.array(problemSchema),
    }),
  },
  /** Whether this host has the dataset open: one that was started again has not. */
  'dataset.isOpen': { input: z.object(dataset), output: z.object({ isOpen: z.boolean() }) },
  'dataset.close': { input: z.object(dataset), output: nothing },
  /** Tracks of the whole sequence and a summary of every frame's labels. */
  'labels.index': {
    input: z.object(sequence),
    output: z.object({
      tracks: tracksFileSchema,
      /**
       * `null` while `tracks.json` does not exist in the label root (the tracks then come from imported labels, or from the
       * `tracks.json` in the data folder).
       */
      tracksRevision: revisionSchema,
      frames: z.array(frameSummarySchema),
      problems: z.array(problemSchema),
      /** Set when `tracks.json` exists and cannot be read: nothing in the sequence is written then. */
      readOnly: problemSchema.optional(),
    }),
  },
  /**
   * The labels of a frame, and what its images are calibrated with where that is not their camera's calibration (see
   * `calibrationOfImage`): cuboids and the way to project them arrive together.
   */
  'labels.load': {
    input: z.object(frame),
    output: frameLabelsSchema.and(z.object({ imageCalibrations: z.array(imageCalibrationSchema) })),
  },
  /** A page shows this frame: its label files are looked at every few seconds, for drives that send no notice. */
  'labels.watch': { input: z.object(frame), output: nothing },
  /**
   * Writes one sidecar atomically. `expected` is the revision that the edit started from; another one on disk answers
   * `conflict` and writes nothing. The host fills in `sources`. `covers`: the last edit of the journal that is in it.
   */
  'labels.save': {
    input: z.object({
      ...frame,
      expected: revisionSchema,
      sidecar: sidecarSchema,
      covers: z.uuid().optional(),
    }),
    output: z.object({ revision: z.string(), savedAt: z.number() }),
  },
  'tracks.save': {
    input: z.object({
      ...sequence,
      expected: revisionSchema,
      tracks: tracksFileSchema,
      covers: z.uuid().optional(),
    }),
    output: z.object({ revision: z.string(), savedAt: z.number() }),
  },
  /**
   * Puts committed edits into the journal before it answers: they then survive the end of both processes. An edit that
   * is in it already is not written twice, so that what was not answered may be sent again.
   */
  'journal.append': {
    input: z.object({ ...sequence, entries: z.array(journalEntrySchema).min(1) }),
    /** False: the label root cannot be written, and the journal is kept in the user's folder. */
    output: z.object({ isInLabelRoot: z.boolean() }),
  },
  /** Answers once everything that was appended before survives a power cut. */
  'journal.sync': { input: z.object(sequence), output: nothing },
  /**
   * The edits that earlier runs left in the journal: all that their files lack, and the newest of the rest, for undo. The
   * host checked each line as it read it (`journalLineSchema`); ten thousand are not checked twice on the way to a window.
   */
  'journal.recover': {
    input: z.object(sequence),
    output: z.object({ edits: z.array(z.custom<JournalledEdit>()), problems: z.array(problemSchema) }),
  },
  ...versionsContract,
  /** Shows these menus in the system's menu bar; `unsupported` where there is none. */
  'menu.set': { input: z.object({ menus: z.array(menuSchema) }), output: nothing },
  /** Compares the hashes in a frame's sidecar with the files as they are now. */
  'labels.checkSources': { input: z.object(frame), output: z.object({ problems: z.array(problemSchema) }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type MethodName = keyof typeof contract;
export type MethodInput<M extends MethodName> = z.infer<(typeof contract)[M]['input']>;
export type MethodOutput<M extends MethodName> = z.infer<(typeof contract)[M]['output']>;

/** What the host says unasked. */
export const hostEventSchema = z.discriminatedUnion('type', [
  /** A label file changed on disk and not by us; `revision` is `null` when it was removed. */
  z.object({
    type: z.literal('labels.changed'),
    datasetId: z.string(),
    sequenceId: z.string(),
    /** Absent: `tracks.json` changed. */
    frameId: z.string().optional(),
    revision: revisionSchema,
  }),
  /** Others have come, or gone, or it has become sure that they are there. */
  z.object({ type: z.literal('dataset.others'), datasetId: z.string(), others: datasetOthersSchema }),
  /** How far opening a folder has come. */
  z.object({ type: z.literal('dataset.opening'), path: z.string(), files: z.number().int() }),
  /** Another start of the program, or the native menu, asks for a folder to be opened. */
  z.object({ type: z.literal('open.requested'), path: z.string() }),
  /** The native menu runs a command of the UI. */
  z.object({ type: z.literal('command.requested'), command: z.string() }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;

/** Calls the host; rejects with a {@link HostError}. */
export interface HostClient {
  call<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    options?: { signal?: AbortSignal },
  ): Promise<MethodOutput<M>>;
  /** Calls the listener on every event until the returned function is called. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Where the bytes of a file of the dataset are fetched. */
  bytesUrl(datasetId: string, path: string): string;
  /** Headers that such a fetch must carry now (the loopback host's token, while it is certain who answers). */
  readonly bytesHeaders: Readonly<Record<string, string>>;
  readonly connection: HostConnection;
}
