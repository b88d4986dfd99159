import { useEffect, useRef, type ReactNode } from 'react';

/** What draws in a cell's canvas. */
export interface CellPainting {
  resize(width: number, height: number, ratio: number): void;
  dispose(): void;
}

export interface BatchCellProps {
  readonly name: string;
  readonly className: string;
  /** Must stay the same from render to render, or the cell begins anew. */
  create(canvas: HTMLCanvasElement): CellPainting;
}

/** A canvas and what draws in it, as large as its place. */
export function BatchCell({ name, className, create }: BatchCellProps): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return undefined;
    const painting = create(canvas);
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      painting.resize(width, height, window.devicePixelRatio * (canvas.currentCSSZoom ?? 1));
    });
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      painting.dispose();
    };
  }, [create]);
  return <canvas ref={ref} className={`batch-cell ${className}`} role="img" aria-label={name} />;
}
