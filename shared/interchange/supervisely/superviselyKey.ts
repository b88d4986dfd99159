import { v5 } from 'uuid';

/** Fixed for ever: changing it renames every object. */
const KEY_NAMESPACE = '5c2f4f0b-63a1-4d0e-9a57-2b1d9d1b7f36';

/** Keys are UUIDs: what is one stays as it is, other names get one, the same each time. */
export function superviselyKey(
  name: string,
  kind: 'object' | 'box' | 'figure' | 'episode' | 'tag',
  within: string,
): string {
  const isKey = /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name);
  return isKey ? name : v5(`${kind}/${within}/${name}`, KEY_NAMESPACE).replaceAll('-', '');
}
