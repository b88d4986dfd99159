import type { PointerEvent, ReactNode } from 'react';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import type { CuboidChanges } from '#renderer/editor/edits/exactValues.ts';
import type { Scrub } from '#renderer/editor/tools/scrub.ts';
import { MIXED, useCommonValue } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { NumberField, type NumberFieldProps } from './NumberField.tsx';
import { scrubNumber } from './scrubNumber.ts';

export interface CuboidNumberProps extends Omit<
  NumberFieldProps,
  'value' | 'isReadOnly' | 'onChange' | 'onGrip'
> {
  readonly ids: readonly CuboidId[];
  read(cuboid: Cuboid): number;
  write(cuboid: Cuboid, value: number): CuboidChanges;
}

/** One number of one cuboid, or of several: typed, stepped or dragged, it changes in all of them. */
export function CuboidNumber({ ids, read, write, ...field }: CuboidNumberProps): ReactNode {
  const { session } = useWorkspace();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const { step, min = -Infinity, format } = field;
  // Numbers that look the same are no reason to say that they differ.
  const shown = useCommonValue(ids, (record) => format(read(record.cuboid)));
  const first = useCommonValue(ids.slice(0, 1), (record) => read(record.cuboid));
  if (typeof first !== 'number') return null;

  const changesBy = (next: (current: number) => number) => (cuboid: Cuboid) =>
    write(cuboid, Math.max(min, next(read(cuboid))));
  const onGrip = (event: PointerEvent<HTMLElement>): void => {
    if (isReadOnly) return;
    const input = event.currentTarget.parentElement?.querySelector('input');
    let scrub: Scrub | undefined;
    const scrubbed = {
      begin: () => (scrub = session.tools.scrub(ids)) !== undefined,
      to: (steps: number) => scrub?.preview(changesBy((current) => current + steps * step)),
      end: () => scrub?.commit(),
      cancel: () => scrub?.cancel(),
    };
    scrubNumber(event, scrubbed, () => input?.focus());
  };
  return (
    <NumberField
      {...field}
      value={shown === MIXED ? undefined : first}
      isReadOnly={isReadOnly}
      onChange={(next) => session.editCuboids(ids, changesBy(next))}
      onGrip={onGrip}
    />
  );
}
