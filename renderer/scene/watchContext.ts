/**
 * Tells when the GPU takes the context of a canvas away (sleep, driver reset) and gives it back. Returns the function
 * that ends it.
 */
export function watchContext(
  canvas: HTMLCanvasElement,
  { onLost, onRestored }: { onLost(): void; onRestored(): void },
): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  const lost = (event: Event): void => {
    // Without this the browser never restores it.
    event.preventDefault();
    onLost();
  };
  canvas.addEventListener('webglcontextlost', lost, { signal });
  canvas.addEventListener('webglcontextrestored', () => onRestored(), { signal });
  return () => watching.abort();
}
