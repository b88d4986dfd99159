import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { once } from 'node:events';
import type { Agreement } from '#shared/quality/agreement/compareFrame.ts';
import { describeFinding } from '#shared/quality/describeFinding.ts';
import type { ReportedFinding, ReportLanguage } from '#shared/quality/report/agreementReport.ts';
import { csvLine, CSV_START, type CsvCell } from '#shared/quality/report/csv.ts';
import { removeLeftovers, temporaryName } from './leftovers.ts';
import { notWritable } from './requireWritable.ts';

/** Between the name of the file and whose it is until it is whole. */
const UNFINISHED = '.boxwright-tmp-';

const COLUMNS = [
  'record',
  'sequence',
  'frame',
  'track',
  'class',
  'camera',
  'iou',
  'verdict',
  'sigma',
  'left_px',
  'top_px',
  'right_px',
  'bottom_px',
  'expected_left_px',
  'expected_top_px',
  'expected_right_px',
  'expected_bottom_px',
  'centre_x_px',
  'centre_y_px',
  'width_ratio',
  'height_ratio',
  'depth_m',
  'hidden',
  'truncation',
  'correction',
  'amount',
  'iou_after',
  'rule',
  'severity',
  'waived',
  'sentence',
  'object_id',
  'box2d_id',
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, CsvCell>>;

/** Where a row belongs. */
export interface CsvPlace {
  readonly sequence: string;
  readonly frame: string;
  readonly track: number | undefined;
}

/**
 * A line for each 2D box and cuboid that were compared, and one for each finding. Written as they come, for there may be
 * hundreds of thousands; under its name only when it is whole.
 */
export class AgreeCsv {
  readonly #path: string;
  readonly #temporary: string;
  readonly #stream: WriteStream;
  #failure: Error | undefined;

  private constructor(path: string) {
    this.#path = path;
    this.#temporary = temporaryName(`${path}${UNFINISHED}`, '0');
    this.#stream = createWriteStream(this.#temporary);
    this.#stream.on('error', (error) => (this.#failure = error));
    this.#stream.write(CSV_START + csvLine(COLUMNS));
  }

  /**
   * Begins one, and removes what a run that was killed left of it.
   *
   * @throws Error that names it, before the work, where it cannot be written
   */
  static async begin(path: string): Promise<AgreeCsv> {
    await removeLeftovers(dirname(path), `${basename(path)}${UNFINISHED}`);
    const csv = new AgreeCsv(path);
    await once(csv.#stream, 'open').catch((error: unknown) => {
      throw notWritable(path, error);
    });
    return csv;
  }

  async addPair({ sequence, frame, track }: CsvPlace, agreement: Agreement): Promise<void> {
    const { errors, expected, centreOffset, sizeRatio, explanation } = agreement;
    await this.#write({
      record: 'pair',
      sequence,
      frame,
      track,
      class: agreement.class,
      camera: agreement.camera,
      iou: rounded(agreement.iou, 4),
      verdict: agreement.verdict,
      sigma: rounded(agreement.sigma, 2),
      left_px: rounded(errors.left, 1),
      top_px: rounded(errors.top, 1),
      right_px: rounded(errors.right, 1),
      bottom_px: rounded(errors.bottom, 1),
      expected_left_px: rounded(expected.left, 1),
      expected_top_px: rounded(expected.top, 1),
      expected_right_px: rounded(expected.right, 1),
      expected_bottom_px: rounded(expected.bottom, 1),
      centre_x_px: rounded(centreOffset.x, 1),
      centre_y_px: rounded(centreOffset.y, 1),
      width_ratio: rounded(sizeRatio.width, 3),
      height_ratio: rounded(sizeRatio.height, 3),
      depth_m: rounded(agreement.depthMetres, 2),
      hidden: rounded(agreement.hiddenShare, 2),
      truncation: rounded(agreement.truncation, 2),
      correction: explanation?.correction,
      amount: explanation && rounded(explanation.amount, 3),
      iou_after: explanation && rounded(explanation.iouAfter, 4),
      object_id: agreement.objectId,
      box2d_id: agreement.box2dId,
    });
  }

  async addFinding(reported: ReportedFinding, language: ReportLanguage): Promise<void> {
    const { finding, sequence, frame } = reported;
    const { params } = finding;
    const track = params['number'];
    await this.#write({
      record: 'finding',
      sequence,
      frame,
      track: typeof track === 'number' ? track : undefined,
      class: params['class'],
      camera: finding.camera,
      rule: finding.rule,
      severity: finding.severity,
      waived: finding.waiver?.reason,
      sentence: describeFinding(finding, language).sentence,
      object_id: finding.objectId,
      box2d_id: finding.box2dId,
    });
  }

  /** @throws the system's error where it cannot be written; then nothing is left behind, and what was there stays. */
  async finish(): Promise<void> {
    this.#stream.end();
    try {
      if (this.#failure === undefined) await once(this.#stream, 'close');
      if (this.#failure !== undefined) throw this.#failure;
      // A device or a pipe would be gone, not written to.
      const present = await stat(this.#path).catch(() => undefined);
      if (present?.isFile() === false) throw new Error(`${this.#path} is no file`);
      await rename(this.#temporary, this.#path);
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.#stream.destroy();
    await rm(this.#temporary, { force: true });
  }

  async #write(row: Row): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const isRoomLeft = this.#stream.write(csvLine(COLUMNS.map((column) => row[column])));
    if (!isRoomLeft) await Promise.race([once(this.#stream, 'drain'), once(this.#stream, 'close')]);
  }
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
