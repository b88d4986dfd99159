import type { TrackJson } from '#shared/labels/tracksFile.ts';
import type { FindingChanges } from '#shared/quality/findingBook.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { CloudService } from './cloudService.ts';
import type { AgreementShort, QualityCalls, RuleBook, SentFrame } from './qualityProtocol.ts';
import { WorkerClient, type WorkerPort } from './workerClient.ts';

export interface QualityChecksOptions {
  createWorker(): WorkerPort<QualityCalls>;
  readonly clouds: Pick<CloudService, 'checkPoints'>;
  readonly book: RuleBook;
}

/** Has workers run the rules. The worker of the findings starts with the first question. */
export class WorkerChecks {
  readonly #options: QualityChecksOptions;
  #client: WorkerClient<QualityCalls> | undefined;
  /** Everybody waits for the same, so that calls reach the worker in the order in which they were made. */
  #ready: Promise<WorkerClient<QualityCalls>> | undefined;

  constructor(options: QualityChecksOptions) {
    this.#options = options;
  }

  /** Takes the tracks as they are now; answers the frames that must be set again for that. */
  async setTracks(tracks: readonly TrackJson[]): Promise<readonly string[]> {
    return (await this.#begun()).call('setTracks', tracks);
  }

  async setFrame(frame: SentFrame): Promise<readonly AgreementShort[]> {
    return (await this.#begun()).call('setFrame', frame);
  }

  async changes(): Promise<FindingChanges> {
    return (await this.#begun()).call('changes', undefined);
  }

  /** Undefined where the frame's cloud is not loaded. */
  async checkPoints(frame: SentFrame, tracks: readonly TrackJson[]): Promise<readonly Finding[] | undefined> {
    const { clouds, book } = this.#options;
    return (await clouds.checkPoints({ frameId: frame.id, frame, tracks, book }))?.findings;
  }

  dispose(): void {
    this.#client?.terminate();
    this.#client = undefined;
  }

  #begun(): Promise<WorkerClient<QualityCalls>> {
    if (this.#ready !== undefined) return this.#ready;
    const client = new WorkerClient(this.#options.createWorker(), () => {
      // The next pass begins anew, with another worker.
      this.#ready = undefined;
    });
    this.#client = client;
    this.#ready = client.call('begin', this.#options.book).then(() => client);
    return this.#ready;
  }
}
