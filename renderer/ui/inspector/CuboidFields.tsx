import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { degreesFromRadians, radiansFromDegrees } from '#shared/geometry/angle.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { CuboidId, CuboidRecord } from '#renderer/editor/document/records.ts';
import { formatDegrees, formatMetres } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useCuboidValue } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { CuboidFacts } from './CuboidFacts.tsx';
import { NumberField } from './NumberField.tsx';
import { PropertyRow } from './PropertyRow.tsx';
import { TrackRow } from './TrackFields.tsx';

const METRE_STEP = 0.01;
const DEGREE_STEP = 1;
/** A side of zero length would have no inside. */
const SMALLEST_SIDE = 0.01;

/** The numbers of one cuboid. Each field follows its own number alone. */
export function CuboidFields({ id }: { readonly id: CuboidId }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <TrackRow id={id} />
      <PropertyRow label={t('inspector.centre')} unit={t('inspector.metres')}>
        <CentreField id={id} axis={0} letter="x" />
        <CentreField id={id} axis={1} letter="y" />
        <CentreField id={id} axis={2} letter="z" />
      </PropertyRow>
      <PropertyRow label={t('inspector.size')} unit={t('inspector.metres')}>
        <SizeField id={id} axis={0} letter="l" label={t('inspector.length')} />
        <SizeField id={id} axis={1} letter="w" label={t('inspector.width')} />
        <SizeField id={id} axis={2} letter="h" label={t('inspector.height')} />
      </PropertyRow>
      <HeadingRow id={id} />
      <CuboidFacts id={id} />
    </>
  );
}

interface AxisFieldProps {
  readonly id: CuboidId;
  readonly axis: 0 | 1 | 2;
  readonly letter: string;
}

function CentreField({ id, axis, letter }: AxisFieldProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  return (
    <CuboidNumber
      id={id}
      name={`centre-${letter}`}
      label={`${t('inspector.centre')} ${letter}`}
      letter={letter}
      step={METRE_STEP}
      read={(record) => record.cuboid.centre[axis]}
      format={formatMetres}
      onCommit={(value, { cuboid }) =>
        session.editCuboid(id, { centre: withAxis(cuboid.centre, axis, value) })
      }
    />
  );
}

function SizeField({ id, axis, letter, label }: AxisFieldProps & { readonly label: string }): ReactNode {
  const { session } = useWorkspace();
  return (
    <CuboidNumber
      id={id}
      name={`size-${letter}`}
      label={label}
      letter={letter}
      step={METRE_STEP}
      min={SMALLEST_SIDE}
      read={(record) => record.cuboid.size[axis]}
      format={formatMetres}
      onCommit={(value, { cuboid }) => session.editCuboid(id, { size: withAxis(cuboid.size, axis, value) })}
    />
  );
}

function HeadingRow({ id }: { readonly id: CuboidId }): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  return (
    <PropertyRow label={t('inspector.heading')}>
      <CuboidNumber
        id={id}
        name="heading"
        label={t('inspector.heading')}
        step={DEGREE_STEP}
        read={(record) => degreesFromRadians(cuboidYaw(record.cuboid))}
        format={formatDegrees}
        onCommit={(value) => session.editCuboid(id, { yawRad: radiansFromDegrees(value) })}
      />
      <Button disabled={isReadOnly} onClick={() => session.commands.run('cuboid.flip')}>
        {t('inspector.flip')} <KeyCaps command="cuboid.flip" />
      </Button>
    </PropertyRow>
  );
}

interface CuboidNumberProps {
  readonly id: CuboidId;
  readonly name: string;
  readonly label: string;
  readonly letter?: string;
  readonly step: number;
  readonly min?: number;
  read(record: CuboidRecord): number;
  format(value: number): string;
  onCommit(value: number, record: CuboidRecord): void;
}

function CuboidNumber({ id, read, onCommit, ...field }: CuboidNumberProps): ReactNode {
  const { document } = useWorkspace().session;
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const value = useCuboidValue(id, read);
  if (value === undefined) return null;
  return (
    <NumberField
      {...field}
      value={value}
      isReadOnly={isReadOnly}
      onCommit={(next) => {
        const record = document.get(id);
        if (record !== undefined) onCommit(next, record);
      }}
    />
  );
}

function withAxis(vector: Vec3, axis: 0 | 1 | 2, value: number): Vec3 {
  const [x, y, z] = vector;
  return [axis === 0 ? value : x, axis === 1 ? value : y, axis === 2 ? value : z];
}
