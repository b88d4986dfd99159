/** Can this window draw with WebGL 2? Weak laptops with a blocked driver cannot, and three needs it. */
export function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  // A browser keeps only some sixteen contexts alive: this one is given back at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
