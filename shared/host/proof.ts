/** Where the loopback host proves that it has the token, without a token being sent: `/proof?nonce=<nonce>`. */
export const PROOF_PATH = '/proof';
/** Before the nonce, in what is signed: no answer serves for anything else. */
export const PROOF_PREFIX = 'boxwright-proof:';
/** 256 random bits. */
export const NONCE_PATTERN = /^[\w-]{43}$/;
