/** On macOS the primary modifier is ⌘. */
export const IS_MAC = /^mac/i.test(navigator.platform);
