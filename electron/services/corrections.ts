import {
  acceptedCorrectionSchema,
  CORRECTIONS_KEY,
  type AcceptedCorrection,
} from '#shared/dataset/acceptedCorrection.ts';
import { applyCorrections, isOf, replacedHash } from '#shared/dataset/applyCorrections.ts';
import type { Camera, Sequence } from '#shared/dataset/dataset.ts';
import {
  choicesManifestSchema,
  MANIFEST_FORMAT,
  MANIFEST_NAME,
  MANIFEST_VERSION,
  namesOurFormat,
} from '#shared/dataset/manifest.ts';
import type { MethodInput } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { canonicalJson } from '#shared/labels/canonicalJson.ts';
import { withMember } from '#shared/labels/jsonMember.ts';
import { keyOrderOf } from '#shared/labels/keyOrder.ts';
import { parseJson } from '#shared/problems/parseJson.ts';
import { sequenceOf, type OpenDataset } from './datasets.ts';
import { decodeText } from './decodeText.ts';
import type { FoundLabels, LabelFiles } from './labelFiles.ts';

type Change = MethodInput<'dataset.correct'>['changes'][number];

const KEY_ORDER = keyOrderOf(choicesManifestSchema);
const LIST_ORDER = KEY_ORDER.keys?.get(CORRECTIONS_KEY) ?? {};

/**
 * Accepts corrections of a sequence's cameras, or withdraws the last one of each, in the `dataset.json` of the label
 * root; everything else in that file stays as it is.
 *
 * @returns the corrections as they are in the file now
 * @throws HostError `not-found` for a camera that is not there, `invalid-request` for a correction that makes no
 *   calibration and where `dataset.json` is another program's; ProblemError where it cannot be read or written.
 */
export async function saveCorrections(
  files: LabelFiles,
  open: OpenDataset,
  { sequenceId, changes }: Pick<MethodInput<'dataset.correct'>, 'sequenceId' | 'changes'>,
  acceptedAt: string,
): Promise<readonly AcceptedCorrection[]> {
  const sequence = sequenceOf(open, sequenceId);
  const accepted: AcceptedCorrection[] = [];
  for (const { camera: id, correction } of changes) {
    const camera = sequence.cameras.find((other) => other.id === id);
    if (camera === undefined) throw new HostError({ code: 'not-found', message: `no camera ${id}` });
    if (correction === null) continue;
    const replaces = await replacedHashIn(open, sequence, camera);
    accepted.push({ sequence: sequenceId, camera: id, correction, replaces, acceptedAt });
  }
  await requireApplicable(open, accepted);
  const inUse = new Set(open.corrections.filter(({ isApplied }) => isApplied).map(keyOf));
  let after: readonly unknown[] = [];
  const before = await files.find(open, MANIFEST_NAME);
  await files.replace(open, MANIFEST_NAME, before?.revision ?? null, async (present) => {
    const manifest = manifestIn(present);
    after = changed(manifest.corrections, sequence, changes, accepted, inUse);
    const isWhole = Object.hasOwn(manifest.json, 'sequences');
    const value = isWhole && after.length === 0 ? undefined : after;
    return new TextEncoder().encode(withMember(manifest.text, CORRECTIONS_KEY, value, LIST_ORDER));
  });
  return after.flatMap((entry) => acceptedCorrectionSchema.safeParse(entry).data ?? []);
}

/** All of them together, as they would be once they are written: two cameras may take each other's calibration. */
async function requireApplicable(open: OpenDataset, accepted: readonly AcceptedCorrection[]): Promise<void> {
  const before = open.corrections.filter(({ isApplied }) => isApplied).map((stored) => stored.accepted);
  const { corrections } = await applyCorrections(
    open.written,
    [...before, ...accepted],
    open.folder,
    MANIFEST_NAME,
  );
  const refused = corrections.find(({ isApplied }) => !isApplied);
  if (refused !== undefined) throw refusal(`${refused.accepted.correction.kind} makes no calibration`);
}

async function replacedHashIn(open: OpenDataset, sequence: Sequence, camera: Camera): Promise<string | null> {
  const images = sequence.frames.flatMap(
    ({ id }) => open.imageCalibrations.get(id)?.find((own) => own.camera === camera.id) ?? [],
  );
  return replacedHash(camera, images, open.folder);
}

/** @param inUse those that are applied at present: what is not is forgotten once the camera is corrected anew. */
function changed(
  before: readonly unknown[],
  sequence: Sequence,
  changes: readonly Change[],
  accepted: readonly AcceptedCorrection[],
  inUse: ReadonlySet<string>,
): readonly unknown[] {
  let after = [...before];
  const isOfCamera = (entry: unknown, camera: string): boolean => {
    const { data } = acceptedCorrectionSchema.safeParse(entry);
    return data !== undefined && isOf(data, sequence.id, camera);
  };
  const isInUse = (entry: unknown): boolean =>
    inUse.has(JSON.stringify(acceptedCorrectionSchema.safeParse(entry).data));
  for (const { camera, correction } of changes) {
    if (correction === null) {
      const last = after.findLastIndex((entry) => isOfCamera(entry, camera));
      after = after.filter((_entry, i) => i !== last);
    } else {
      after = after.filter((entry) => !isOfCamera(entry, camera) || isInUse(entry));
    }
  }
  return [...after, ...accepted];
}

function keyOf({ accepted }: { readonly accepted: AcceptedCorrection }): string {
  return JSON.stringify(accepted);
}

/** The manifest that is changed: the one in the label root, else what that one is to begin with. */
function manifestIn(present: FoundLabels | undefined): {
  readonly text: string;
  readonly json: object;
  readonly corrections: readonly unknown[];
} {
  const text = present === undefined ? '' : decodeText(present.bytes, MANIFEST_NAME);
  const isInLabelRoot = present !== undefined && present.revision !== null;
  if (!namesOurFormat(text)) {
    if (isInLabelRoot) throw refusal('dataset.json is another program’s');
    return { ...newManifest(), corrections: [] };
  }
  const json = parseJson(text, MANIFEST_NAME, { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
  if (typeof json !== 'object' || json === null) throw refusal('dataset.json is not a manifest');
  const list: unknown = Reflect.get(json, CORRECTIONS_KEY) ?? [];
  if (!Array.isArray(list)) throw refusal(`${CORRECTIONS_KEY} in dataset.json is not a list`);
  // A description of the data stays with the data: only what was accepted goes along to another label root.
  const isDescription = Object.hasOwn(json, 'sequences');
  return isDescription && !isInLabelRoot
    ? { ...newManifest(), corrections: list }
    : { text, json, corrections: list };
}

function newManifest(): { readonly text: string; readonly json: object } {
  const json = { format: MANIFEST_FORMAT, version: MANIFEST_VERSION, choices: {} };
  return { text: canonicalJson(json, KEY_ORDER), json };
}

function refusal(message: string): HostError {
  return new HostError({ code: 'invalid-request', message });
}
