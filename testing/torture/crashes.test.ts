import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CHANGING_STEPS,
  SimulatedDisk,
  type DiskFault,
  type DiskStep,
} from '#electron/testing/disk/simulatedDisk.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { editSomething, seededRandom, snapshotOf } from '../../e2e/support/editScript.ts';
import { forInputs, IS_EXHAUSTIVE, LONGEST_MS, report, SEED } from './budget.ts';
import { DATA, openWindow, putFrames, through, type SimulatedWindow } from './simulatedWindow.ts';

/**
 * A person edits, and at some step of what this writes the program is killed, the power fails or the disk answers with
 * an error. Whatever step it is: no label file is ever damaged, no edit lost that was taken for safe, none made twice.
 */

const EXHAUSTIVE_SEEDS = 4;
/** Another script is worth more than more of the same. */
const CASES_OF_A_SCRIPT = 15;

const LABEL_ROOTS = [undefined, '/labels'] as const;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    now: 1_700_000_000_000,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

type End = 'kill' | 'powerCut' | 'goesOn';

interface Case {
  readonly seed: number;
  readonly labelRoot: string | undefined;
  readonly faults: ReadonlyMap<number, DiskFault>;
  readonly end: End;
}

/** What a person was told by the end: all of it must hold. */
interface Told {
  readonly states: readonly string[];
  /** As many states are safe from the end of the program, or of everything. */
  readonly safe: number;
}

interface Run {
  readonly disk: SimulatedDisk;
  readonly newId: () => string;
  readonly random: () => number;
  /** Every other script has its journal begun anew all the time. */
  readonly tidyBytes: number;
}

/** Runs the script of a seed; answers how many steps it takes when nothing goes wrong. */
async function countSteps({ seed, labelRoot }: Script): Promise<readonly DiskStep[]> {
  const { disk } = await runCase({ seed, labelRoot, faults: new Map(), end: 'goesOn' });
  return [...disk.steps];
}

async function runCase({ seed, labelRoot, faults, end }: Case): Promise<Run> {
  const run = start(seed, labelRoot);
  const { disk } = run;
  let window = await open(run);
  // An earlier run of the program leaves a journal to be taken over.
  await edit(run, window, 3);
  await through(disk, settled(window));
  disk.kill();
  window = await open(run);
  disk.arm(faults);
  const told = await work(run, window, end);
  disk.disarm();
  if (end === 'powerCut') disk.cutPower();
  else disk.kill();
  vi.clearAllTimers();
  await check(run, told);
  return run;
}

function start(seed: number, labelRoot: string | undefined): Run {
  const disk = new SimulatedDisk(seededRandom(seed + 1));
  putFrames(disk, labelRoot === undefined ? {} : { labelRoot });
  const random = seededRandom(seed);
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  return { disk, newId, random, tidyBytes: seed % 2 === 0 ? 1000 : 2 ** 20 };
}

async function open({ disk, newId, tidyBytes }: Run): Promise<SimulatedWindow> {
  const opening = openWindow(disk, newId, { tidyBytes });
  await through(disk, opening);
  const window = await opening;
  // After a power cut it takes a while until it is known of whoever was there that they are gone.
  await through(disk, new Promise((resolve) => setTimeout(resolve, 20_000)));
  window.states[0] = snapshotOf(window.session);
  return window;
}

/** Everything recorded has been handed over, or cannot be. */
async function settled({ session }: SimulatedWindow): Promise<void> {
  const isOnItsWay = () => {
    const { unsent, unsynced, failure } = session.state.getState().journal;
    return unsent + unsynced > 0 && failure === undefined;
  };
  while (isOnItsWay()) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function edit({ disk, random }: Run, { session }: SimulatedWindow, count: number): Promise<boolean> {
  for (let n = 0; n < count; n += 1) if (!(await through(disk, editSomething(session, random)))) return false;
  return true;
}

/** Edits, saves and closes; answers what the person was told when it ended, or at the end of the script. */
async function work(run: Run, window: SimulatedWindow, end: End): Promise<Told> {
  const { disk, random } = run;
  const { session, states } = window;
  const told = (): Told => {
    const { journal, save } = session.state.getState();
    const { unsent, unsynced } = journal;
    const all = states.length - 1;
    const isSaved = save.kind === 'clean' && save.savedAt !== undefined && end !== 'powerCut';
    const isReceivedSafe = end !== 'powerCut' && !disk.hasFailedSync;
    const inJournal = isReceivedSafe ? all - unsent : all - unsent - unsynced;
    return { states: [...states], safe: isSaved ? all : Math.max(0, inJournal) };
  };
  for (let round = 0; round < 3; round += 1) {
    if (!(await edit(run, window, 1 + Math.floor(random() * 3)))) return told();
    if (random() < 0.5 && !(await through(disk, settled(window)))) return told();
    if (random() < 0.7 && !(await through(disk, session.saveNow()))) return told();
  }
  if (end !== 'goesOn') return told();
  disk.disarm();
  await vi.advanceTimersByTimeAsync(60_000);
  await through(disk, session.saveNow());
  expect(session.state.getState()).toMatchObject({
    save: { kind: 'clean' },
    journal: { unsent: 0, unsynced: 0, failure: undefined },
  });
  return { states: [...states], safe: states.length - 1 };
}

/** Opens what is left, goes on, and opens it once more. */
async function check(run: Run, { states, safe }: Told): Promise<void> {
  const { disk } = run;
  checkFiles(disk);
  const window = await open(run);
  const [found = ''] = window.states;
  const { labelProblems } = window.session.state.getState();
  if (labelProblems.some(({ code }) => code === 'journal.damaged')) checkRecords(found, states, safe);
  else {
    expect(labelProblems).toEqual([]);
    const matching = states.flatMap((state, index) => (state === found ? [index] : []));
    const what = `state ${matching.join(', ') || 'unknown'} of ${states.length - 1}, ${safe} were safe`;
    if (!matching.some((index) => index >= safe)) throw new Error(what);
  }
  await edit(run, window, 2);
  await through(disk, chooseOurs(window, labelProblems));
  await through(disk, window.session.saveNow());
  expect(window.session.state.getState().save.kind).toBe('clean');
  await through(disk, window.session.dispose());
  await through(disk, window.client.call('dataset.close', { datasetId: window.datasetId }));
  const last = snapshotOf(window.session);
  disk.cutPower();
  vi.clearAllTimers();
  checkFiles(disk);
  const again = await open(run);
  expect(again.session.state.getState()).toMatchObject({ recovered: undefined, labelProblems: [] });
  expect(again.states[0] === last, 'what was saved is there').toBe(true);
  disk.kill();
  vi.clearAllTimers();
}

/**
 * Where the edit was lost that made an object, and one that changed it was not, nobody but a person can tell whether it was
 * deleted since. Where nothing is damaged, there is nothing to choose.
 */
async function chooseOurs({ session }: SimulatedWindow, problems: readonly Problem[]): Promise<void> {
  const { conflicts } = session.state.getState();
  if (!problems.some(({ code }) => code === 'journal.damaged')) expect(conflicts).toEqual([]);
  for (const conflict of conflicts) await session.outsideChanges.choose(conflict, 'ours');
}

/** Where a part of the journal was lost that nobody was promised, each record by itself stands where it once stood. */
function checkRecords(found: string, states: readonly string[], safe: number): void {
  const allowed = states.slice(safe).map(recordsIn);
  const now = recordsIn(found);
  for (const id of new Set([...now.keys(), ...allowed.flatMap((records) => [...records.keys()])])) {
    const text = now.get(id);
    expect(
      allowed.some((records) => records.get(id) === text),
      `${id} is as it never was: ${text}`,
    ).toBe(true);
  }
}

function recordsIn(snapshot: string): ReadonlyMap<string, string> {
  const [tracks, frames] = JSON.parse(snapshot) as [{ id: string }[], Record<string, { id: string }[]>[]];
  const all = [...tracks, ...frames.flatMap((frame) => Object.values(frame).flat())];
  return new Map(all.map((record) => [record.id, JSON.stringify(record)]));
}

function checkFiles(disk: SimulatedDisk): void {
  for (const [path, text] of disk.files()) {
    if (path.endsWith(SIDECAR_ENDING)) parseSidecar(text, path);
    if (path.endsWith(`/${TRACKS_NAME}`)) parseTracksFile(text, path);
  }
}

/** What a disk may answer to a step. */
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  stat: ['EIO'],
  realPath: ['EIO'],
  readFolder: ['EIO', 'EMFILE'],
  readFile: ['EIO', 'EBUSY'],
  create: ['EROFS', 'ENOSPC', 'EACCES'],
  append: ['EROFS', 'EIO', 'EBUSY'],
  write: ['ENOSPC', 'EIO'],
  sync: ['EIO', 'ENOSPC'],
  close: ['EIO'],
  overwrite: ['EROFS', 'ENOSPC'],
  rename: ['EBUSY', 'EIO', 'ENOSPC'],
  remove: ['EBUSY', 'EROFS'],
  makeFolder: ['EROFS', 'ENOSPC'],
  copyFile: ['EIO'],
  syncFolder: ['EIO'],
};

const END: DiskFault = { kind: 'end' };
type Script = Pick<Case, 'seed' | 'labelRoot'>;

/** A step fails, or so many of its kind from it on. */
function failing({ name }: DiskStep, code: string, steps: number): DiskFault {
  return { kind: 'error', code, steps, isHit: (step) => steps === 1 || step.name === name };
}

/** The drive with the labels takes nothing any more. */
function outage(labelRoot = DATA): DiskFault {
  const isHit = (step: DiskStep) => step.path.startsWith(labelRoot) && CHANGING_STEPS.has(step.name);
  return { kind: 'error', code: 'EROFS', steps: Infinity, isHit };
}

/** Every case of a script, in an order that a part of stands for the whole. */
function casesOf(script: Script, steps: readonly DiskStep[]): readonly Case[] {
  const random = seededRandom(script.seed + 2);
  const some = (most: number) => 1 + Math.floor(random() * most);
  const anyEnd = () => (random() < 0.5 ? 'kill' : 'powerCut');
  const caseOf = (end: End, ...faults: readonly (readonly [number, DiskFault])[]): Case => {
    const { seed, labelRoot } = script;
    return { seed, labelRoot, end, faults: new Map(faults) };
  };
  const cases = steps.flatMap((step, index): readonly Case[] => [
    caseOf('kill', [index, END]),
    ...[1, 2, 3].map(() => caseOf('powerCut', [index, END])),
    caseOf('goesOn', [index, outage(script.labelRoot)]),
    caseOf(anyEnd(), [index, outage(script.labelRoot)], [index + some(60), END]),
    ...(ERRORS[step.name] ?? []).flatMap((code) => [
      caseOf('goesOn', [index, failing(step, code, 1)]),
      caseOf('goesOn', [index, failing(step, code, some(20))]),
      caseOf(anyEnd(), [index, failing(step, code, some(20))], [index + some(30), END]),
    ]),
  ]);
  return cases
    .map((one) => [random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

describe.each(LABEL_ROOTS)('labels in %s', (labelRoot) => {
  test(
    'whatever step of it fails, nothing is lost',
    async () => {
      const counts = { cases: 0, steps: 0 };
      await forInputs({ most: EXHAUSTIVE_SEEDS, sampleMs: 2000 }, async (input) => {
        const theirs = { seed: SEED + input, labelRoot };
        const steps = await countSteps(theirs);
        const cases = casesOf(theirs, steps);
        for (const one of IS_EXHAUSTIVE ? cases : cases.slice(0, CASES_OF_A_SCRIPT)) {
          await runCase(one).catch((cause: unknown) => {
            throw new Error(described(one, steps), { cause });
          });
          counts.cases += 1;
        }
        counts.steps += steps.length;
      });
      report(`crashes: ${counts.cases} cases at ${counts.steps} steps`);
      expect(counts.cases).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );
});

function described({ faults, end }: Case, steps: readonly DiskStep[]): string {
  const at = [...faults].map(([index, fault]) => {
    const what = fault.kind === 'end' ? end : `${fault.code} for ${fault.steps}`;
    const { name, path } = steps[index] ?? { name: 'later', path: '' };
    return `${what} at step ${index} (${name} ${path})`;
  });
  return at.join(', ');
}
