import { PROOF_PATH, PROOF_PREFIX } from '#shared/host/proof.ts';

/**
 * Whether the program that answers at `origin` knows the token, without telling it. Somebody else may have taken the
 * port since our host has gone. Rejects when nobody answers.
 */
export async function provesToken(origin: string, token: string, signal: AbortSignal): Promise<boolean> {
  const nonce = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const options = { signal, cache: 'no-store', credentials: 'omit' } as const;
  const response = await fetch(`${origin}${PROOF_PATH}?nonce=${nonce}`, options);
  if (!response.ok) return false;
  const [given, key] = await Promise.all([response.text(), keyOf(token)]);
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${PROOF_PREFIX}${nonce}`));
  return given === base64url(new Uint8Array(signed));
}

function keyOf(token: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(token), algorithm, false, ['sign']);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
