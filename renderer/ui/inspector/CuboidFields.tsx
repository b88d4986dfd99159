import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { degreesFromRadians, radiansFromDegrees } from '#shared/geometry/angle.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { formatDegrees, formatMetres } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { CuboidNumber } from './CuboidNumber.tsx';
import { PropertyRow } from './PropertyRow.tsx';

const METRE_STEP = 0.01;
const DEGREE_STEP = 1;
/** A side of zero length would have no inside. */
const SMALLEST_SIDE = 0.01;

interface CuboidsProps {
  readonly ids: readonly CuboidId[];
}

/** The numbers that the selected cuboids have in common. Each field follows its own number alone. */
export function CuboidFields({ ids }: CuboidsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <PropertyRow label={t('inspector.centre')} unit={t('inspector.metres')}>
        <CentreField ids={ids} axis={0} letter="x" />
        <CentreField ids={ids} axis={1} letter="y" />
        <CentreField ids={ids} axis={2} letter="z" />
      </PropertyRow>
      <PropertyRow label={t('inspector.size')} unit={t('inspector.metres')}>
        <SizeField ids={ids} axis={0} letter="l" label={t('inspector.length')} />
        <SizeField ids={ids} axis={1} letter="w" label={t('inspector.width')} />
        <SizeField ids={ids} axis={2} letter="h" label={t('inspector.height')} />
      </PropertyRow>
      <HeadingRow ids={ids} />
    </>
  );
}

interface AxisFieldProps extends CuboidsProps {
  readonly axis: 0 | 1 | 2;
  readonly letter: string;
}

function CentreField({ ids, axis, letter }: AxisFieldProps): ReactNode {
  const { t } = useTranslation();
  return (
    <CuboidNumber
      ids={ids}
      name={`centre-${letter}`}
      label={`${t('inspector.centre')} ${letter}`}
      letter={letter}
      step={METRE_STEP}
      read={({ centre }) => centre[axis]}
      format={formatMetres}
      write={({ centre }, value) => ({ centre: withAxis(centre, axis, value) })}
    />
  );
}

function SizeField({ ids, axis, letter, label }: AxisFieldProps & { readonly label: string }): ReactNode {
  return (
    <CuboidNumber
      ids={ids}
      name={`size-${letter}`}
      label={label}
      letter={letter}
      step={METRE_STEP}
      min={SMALLEST_SIDE}
      read={({ size }) => size[axis]}
      format={formatMetres}
      write={({ size }, value) => ({ size: withAxis(size, axis, value) })}
    />
  );
}

function HeadingRow({ ids }: CuboidsProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  return (
    <PropertyRow label={t('inspector.heading')}>
      <CuboidNumber
        ids={ids}
        name="heading"
        label={t('inspector.heading')}
        letter="↻"
        step={DEGREE_STEP}
        read={(cuboid) => degreesFromRadians(cuboidYaw(cuboid))}
        format={formatDegrees}
        write={(_, value) => ({ yawRad: radiansFromDegrees(value) })}
      />
      <Button disabled={isReadOnly} onClick={() => session.commands.run('cuboid.flip')}>
        {t('inspector.flip')} <KeyCaps command="cuboid.flip" />
      </Button>
    </PropertyRow>
  );
}

function withAxis(vector: Vec3, axis: 0 | 1 | 2, value: number): Vec3 {
  const [x, y, z] = vector;
  return [axis === 0 ? value : x, axis === 1 ? value : y, axis === 2 ? value : z];
}
