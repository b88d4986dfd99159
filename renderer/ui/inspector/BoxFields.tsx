import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { BOX2D_EXTENTS } from '#shared/labels/sidecar.ts';
import { occlusionOf, truncationOf } from '#shared/labels/visibility.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { Box2dId, Box2dRecord } from '#renderer/editor/document/records.ts';
import { formatFixed } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Segments } from '../controls/Segments.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useBox } from '../session/useBoxes.ts';
import { useTrack } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ClassPicker } from './ClassPicker.tsx';
import { NumberField } from './NumberField.tsx';
import { PropertyRow } from './PropertyRow.tsx';
import { UNSAID, VisibilityChoice } from './VisibilityRows.tsx';

/** The properties of the selected 2D box. */
export function BoxFields({ id }: { readonly id: Box2dId }): ReactNode {
  const { t } = useTranslation();
  const { session, dataset, sequence } = useWorkspace();
  const { edits } = session.boxes;
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const box = useBox(id);
  if (box === undefined) return null;
  const { rectangle, attributes = {} } = box;
  const camera = sequence.cameras.find((other) => other.id === box.camera)?.name ?? box.camera;
  return (
    <>
      <PropertyRow label={t('inspector.class')}>
        <ClassPicker
          classes={dataset.ontology.classes}
          value={box.class}
          isReadOnly={isReadOnly}
          onChange={(name) => edits.setClass(id, name)}
        />
      </PropertyRow>
      <ObjectRow box={box} />
      <PropertyRow label={t('boxes.edges')} unit={t('boxes.pixels')}>
        <SideField box={box} side="left" letter="←" />
        <SideField box={box} side="right" letter="→" />
      </PropertyRow>
      <PropertyRow label="">
        <SideField box={box} side="top" letter="↑" />
        <SideField box={box} side="bottom" letter="↓" />
      </PropertyRow>
      <PropertyRow label={t('boxes.size')}>
        <b className="inspector__number">
          {t('boxes.sizeOf', {
            width: formatFixed(rectangle.right - rectangle.left, 0),
            height: formatFixed(rectangle.bottom - rectangle.top, 0),
          })}
        </b>
        <span className="inspector__faint" title={t('boxes.camera')}>
          · {camera}
        </span>
      </PropertyRow>
      <PropertyRow label={t('boxes.extent')}>
        <Segments
          name={t('boxes.extent')}
          value={box.extent}
          choices={BOX2D_EXTENTS.map((value) => ({ value, text: t(`boxes.extents.${value}`) }))}
          isDisabled={isReadOnly}
          onChange={(value) => edits.setExtent(id, value)}
        />
      </PropertyRow>
      <VisibilityChoice
        occlusion={occlusionOf(attributes)}
        truncation={truncationOf(attributes) ?? UNSAID}
        onChange={(change) => edits.setAttributes(id, change)}
      />
      <OriginRow box={box} />
      <div className="inspector__actions">
        <Action command="box.copyNext" keysOf="track.carryNext" text={t('boxes.copyNext')} />
        <DeleteBox />
      </div>
    </>
  );
}

interface BoxProps {
  readonly box: Box2dRecord;
}

/** Which object it is of, and how that is changed. */
function ObjectRow({ box }: BoxProps): ReactNode {
  const { t } = useTranslation();
  const track = useTrack(box.trackId);
  return (
    <PropertyRow label={t('boxes.track')}>
      <span className="inspector__plain">
        {track === undefined ? t('boxes.noTrack') : `${track.class} ${track.number}`}
      </span>
      {track !== undefined && box.linkedBy !== undefined && box.linkedBy !== 'person' && (
        <span className="inspector__faint">{t(`boxes.linkedBy.${box.linkedBy}`)}</span>
      )}
      <span className="inspector__end">
        {box.trackId === undefined && <Action command="box.link" text={t('boxes.link')} />}
        {box.trackId === undefined && <Action command="box.linkNew" text={t('boxes.linkNew')} />}
        {box.trackId !== undefined && <Action command="box.unlink" text={t('boxes.unlink')} />}
      </span>
    </PropertyRow>
  );
}

function SideField({
  box,
  side,
  letter,
}: BoxProps & { readonly side: keyof Rectangle; readonly letter: string }): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  return (
    <NumberField
      name={`box-${side}`}
      label={t(`boxes.${side}`)}
      letter={letter}
      step={1}
      value={box.rectangle[side]}
      isReadOnly={isReadOnly}
      format={(value) => formatFixed(value, 1)}
      onChange={(next) =>
        session.boxes.edits.reshape('edit', box.id, (rectangle) => ({
          ...rectangle,
          [side]: next(rectangle[side]),
        }))
      }
    />
  );
}

function OriginRow({ box: { source, score, author } }: BoxProps): ReactNode {
  const { t } = useTranslation();
  const origin = [
    t(`boxes.sources.${source}`),
    ...(score === undefined ? [] : [`${t('boxes.score')} ${formatFixed(score, 2)}`]),
    ...(author === undefined ? [] : [author]),
  ].join(' · ');
  return (
    <PropertyRow label={t('boxes.origin')}>
      <span className="inspector__origin" title={origin}>
        {origin}
      </span>
    </PropertyRow>
  );
}

interface ActionProps {
  readonly command: CommandId;
  /** Whose keys run it; undefined: there is no room for them, the tooltip has them. */
  readonly keysOf?: CommandId;
  readonly text: string;
}

function Action({ command, keysOf, text }: ActionProps): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip(command);
  const isEnabled = useEditor(({ readOnly }) => readOnly === undefined && commands.isEnabled(command));
  return (
    <Button title={tooltip} disabled={!isEnabled} onClick={() => commands.run(command)}>
      {text}
      {keysOf !== undefined && (
        <>
          {' '}
          <KeyCaps command={keysOf} />
        </>
      )}
    </Button>
  );
}

function DeleteBox(): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip('edit.delete');
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  return (
    <IconButton
      icon={Trash2}
      name={tooltip}
      className="inspector__delete"
      disabled={isReadOnly}
      onClick={() => commands.run('edit.delete')}
    />
  );
}
