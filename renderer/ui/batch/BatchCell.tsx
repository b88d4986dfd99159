import { useEffect, useRef, type ReactNode } from 'react';

/** What draws in a cell's canvas. */
export interface CellPainting {
  dispose(): void;
}

export interface BatchCellProps {
  readonly name: string;
  readonly className: string;
  /** Must stay the same from render to render, or the cell begins anew. */
  create(canvas: HTMLCanvasElement): CellPainting;
}

/** A canvas and what draws in it. */
export function BatchCell({ name, className, create }: BatchCellProps): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const painting = canvas && create(canvas);
    return () => painting?.dispose();
  }, [create]);
  return <canvas ref={ref} className={`batch-cell ${className}`} role="img" aria-label={name} />;
}
