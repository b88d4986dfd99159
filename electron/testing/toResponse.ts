import type { FileAnswer } from '#electron/services/fileAnswer.ts';

/** The answer as `fetch` would have it. */
export async function toResponse({ status, headers, body }: FileAnswer): Promise<Response> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body ?? []) pieces.push(piece);
  return new Response(body === undefined ? null : Buffer.concat(pieces), { status, headers });
}
