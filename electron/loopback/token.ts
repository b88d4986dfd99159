import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, URL-safe: the only thing that lets a page talk to the loopback host. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether an `Authorization` header carries the token; the time taken tells nothing about how much of it matched. */
export function isAuthorised(header: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

/** Equal lengths, whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
