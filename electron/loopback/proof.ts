import { createHmac } from 'node:crypto';
import { PROOF_PREFIX } from '#shared/host/proof.ts';

/**
 * What only a host with the token can answer to a page that finds it again. Without it, whoever takes the port of a
 * host that has died would be handed the token by its pages.
 */
export function proofOf(token: string, nonce: string): string {
  return createHmac('sha256', token).update(`${PROOF_PREFIX}${nonce}`).digest('base64url');
}
