/**
 * Any number of listeners on one source, which is open while there are any: a browser allows six connections to one
 * origin, and an event stream holds one of them for good.
 */
export function shareSubscription<Event>(
  open: (listener: (event: Event) => void) => () => void,
): (listener: (event: Event) => void) => () => void {
  const listeners = new Set<(event: Event) => void>();
  let close: (() => void) | undefined;
  return (listener) => {
    // Wrapped, so that a listener that is added twice is called twice and removed one by one.
    const own = (event: Event) => listener(event);
    listeners.add(own);
    close ??= open((event) => {
      for (const each of listeners) each(event);
    });
    return () => {
      listeners.delete(own);
      if (listeners.size > 0) return;
      close?.();
      close = undefined;
    };
  };
}
