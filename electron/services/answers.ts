import type { AcceptedCorrection } from '#shared/dataset/acceptedCorrection.ts';
import { decisionsIn, parseChoices } from '#shared/dataset/choices.ts';
import {
  choicesManifestSchema,
  MANIFEST_FORMAT,
  MANIFEST_NAME,
  MANIFEST_VERSION,
  namesOurFormat,
} from '#shared/dataset/manifest.ts';
import type { LayoutChoices } from '#shared/dataset/questions.ts';
import { readIfThere } from '#shared/dataset/readIfThere.ts';
import { HostError } from '#shared/host/hostError.ts';
import { canonicalJson } from '#shared/labels/canonicalJson.ts';
import { keyOrderOf } from '#shared/labels/keyOrder.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { OpenDataset } from './datasets.ts';
import { decodeText } from './decodeText.ts';
import type { FolderOnDisk } from './folderOnDisk.ts';
import type { FoundLabels, LabelFiles } from './labelFiles.ts';

const KEY_ORDER = keyOrderOf(choicesManifestSchema);

export interface StoredAnswers {
  readonly choices: LayoutChoices;
  /** Of calibrations; undefined where it does not speak of them. */
  readonly corrections: readonly AcceptedCorrection[] | undefined;
  readonly problems: readonly Problem[];
}

export const NO_ANSWERS: StoredAnswers = { choices: {}, corrections: undefined, problems: [] };

/** What the `dataset.json` in a label root decides; one that cannot be read is reported and decides nothing. */
export async function readAnswers(labelFolder: FolderOnDisk): Promise<StoredAnswers> {
  try {
    const text = await readIfThere(labelFolder, MANIFEST_NAME);
    if (text === undefined) return NO_ANSWERS;
    const { choices, corrections } = decisionsIn(text);
    return { choices, corrections: corrections.accepted, problems: corrections.problems };
  } catch (error) {
    if (error instanceof ProblemError) return { ...NO_ANSWERS, problems: [error.problem] };
    throw error;
  }
}

/**
 * Adds answers to those in the `dataset.json` of the label root; everything else in it stays as it is.
 *
 * @throws HostError `invalid-request` for an answer to what is not asked or that is none of the options, and where
 *   `dataset.json` is a whole manifest or another program's; ProblemError where it cannot be read or written.
 */
export async function saveAnswers(
  files: LabelFiles,
  open: OpenDataset,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(answers).length === 0) return;
  for (const [id, answer] of Object.entries(answers)) {
    const question = open.dataset.questions.find((asked) => asked.id === id);
    if (question?.options.includes(answer) !== true) throw refused(`${answer} does not answer ${id}`);
  }
  if (open.dataset.layout === 'boxwright') throw refused('dataset.json describes this dataset whole');
  const before = await files.find(open, MANIFEST_NAME);
  await files.replace(open, MANIFEST_NAME, before?.revision ?? null, async (present) => {
    const manifest = (present && manifestIn(present)) ?? newManifest();
    const next = { ...manifest, choices: { ...manifest.choices, ...answers } };
    return new TextEncoder().encode(canonicalJson(next, KEY_ORDER));
  });
}

function newManifest() {
  return { format: MANIFEST_FORMAT, version: MANIFEST_VERSION, choices: {} };
}

function manifestIn({ bytes, revision }: FoundLabels) {
  const text = decodeText(bytes, MANIFEST_NAME);
  const manifest = namesOurFormat(text) ? parseChoices(text) : undefined;
  // One that lies among the data stays as it is.
  if (manifest === undefined && revision !== null) throw refused('dataset.json is not one of answers');
  return manifest;
}

function refused(message: string): HostError {
  return new HostError({ code: 'invalid-request', message });
}
