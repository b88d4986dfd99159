/** What a worker can be asked: names of methods, what each is given, and what it answers. */
export type CallTable<Calls> = { readonly [M in keyof Calls]: { input: unknown; output: unknown } };

/** What the page posts. Ids are chosen by the page and never used twice. */
export type CallRequest<Calls extends CallTable<Calls>> =
  | { [M in keyof Calls]: { kind: 'call'; id: number; method: M; input: Calls[M]['input'] } }[keyof Calls]
  | { kind: 'cancel'; id: number };

/** What the worker posts: one for every call, cancelled ones included. */
export type CallReply<Calls extends CallTable<Calls>> =
  | { kind: 'answer'; id: number; output: Calls[keyof Calls]['output'] }
  | { kind: 'failure'; id: number; reason: 'cancelled' | 'internal'; message: string };
