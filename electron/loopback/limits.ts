/** What one client may take from the server; everything else is cut off. Times in milliseconds. */
export interface Limits {
  /** Until all headers of a request are there: a client that sends them byte by byte is hung up on. */
  readonly headersTimeoutMs: number;
  /** Until all of a request is there, body included. */
  readonly requestTimeoutMs: number;
  /** How often the two above are looked at. */
  readonly checkingIntervalMs: number;
  /** An idle connection is kept so long for the next request. */
  readonly keepAliveMs: number;
  /** A client that stops reading a file is waited for so long. */
  readonly stalledFileMs: number;
  readonly connections: number;
  readonly requestsPerConnection: number;
  /** Open event streams: one per page. */
  readonly eventStreams: number;
  /** Events that a client has not read yet, bytes; beyond them its stream ends, and the page connects again. */
  readonly unreadEventBytes: number;
}

export const LIMITS: Limits = {
  headersTimeoutMs: 10_000,
  // 64 MB take a fraction of a second from the same computer.
  requestTimeoutMs: 60_000,
  checkingIntervalMs: 2_000,
  keepAliveMs: 5_000,
  stalledFileMs: 120_000,
  // A browser opens six to one origin, and 255 to all.
  connections: 2048,
  requestsPerConnection: 1000,
  eventStreams: 32,
  unreadEventBytes: 1024 * 1024,
};

/** Of one request, all headers together; Node's own default, stated. */
export const HEADER_BYTES = 16 * 1024;
export const HEADER_COUNT = 64;
