import { setConsoleFunction } from 'three';

/**
 * @react-three/fiber 9.8 still makes a THREE.Clock, which three deprecated in 0.183 and warns of at every mount. Nobody
 * who reads our console can do anything about it; every other message passes.
 */
export function quietClockWarning(): void {
  setConsoleFunction((type, message, ...params) => {
    if (type === 'warn' && message.startsWith('THREE.Clock: ')) return;
    // oxlint-disable-next-line no-console -- this is where three itself would have written it
    console[type](message, ...params);
  });
}
