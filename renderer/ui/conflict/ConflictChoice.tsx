import { ArrowLeft, ArrowRight, EqualNot, Trash2 } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Side } from '#shared/labels/merge/threeWay.ts';
import type { Batch } from '#renderer/batch/batch.ts';
import type { LabelRecord } from '#renderer/editor/document/records.ts';
import { versionsOf } from '#renderer/editor/session/conflictVersions.ts';
import type { RecordConflict } from '#renderer/editor/session/mergeRecords.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useTrack } from '../session/useCuboids.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { usePictures, VersionPictures } from './VersionPictures.tsx';
import { versionFields } from './versionFields.ts';

export interface ConflictChoiceProps {
  readonly conflict: RecordConflict;
  readonly place: { readonly index: number; readonly count: number };
  /** To another conflict, with nothing decided about this one. */
  onStep(by: number): void;
}

/** One object, mine beside theirs: ← and → choose, the space bar takes it and goes on. */
export function ConflictChoice({ conflict, place, onStep }: ConflictChoiceProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const pictures = usePictures();
  const { mine, theirs } = useVersions(conflict);
  const [side, setSide] = useState<Side>('ours');
  const sides = useRef<HTMLDivElement>(null);
  // The first thing that a person does here is to choose; the dialog itself would focus its cross.
  useEffect(() => focusSide(sides.current, 'ours'), []);
  const choose = (next: Side): void => {
    setSide(next);
    focusSide(sides.current, next);
  };
  const take = (): void => void session.outsideChanges.choose(conflict, side);
  const onKeyDown = (event: KeyboardEvent): void => {
    // A button does what it says.
    const isOnButton = event.target instanceof HTMLElement && event.target.tagName === 'BUTTON';
    const action = KEYS[event.code];
    if (action === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    if (action === 'take' && isOnButton) return;
    event.preventDefault();
    if (action === 'take') take();
    else if (action === 'ours' || action === 'theirs') choose(action);
    else onStep(action === 'next' ? 1 : -1);
  };
  const fields = versionFields(t, mine, theirs);
  const column = (
    which: Side,
    record: LabelRecord | undefined,
    other: LabelRecord | undefined,
  ): ReactNode => (
    <Version
      side={which}
      isChosen={side === which}
      pictures={pictures}
      record={record}
      other={other}
      onChoose={() => choose(which)}
    />
  );
  return (
    <div className="conflict" onKeyDown={onKeyDown}>
      <Head conflict={conflict} place={place} onStep={onStep} />
      <div ref={sides} className="conflict__sides" role="radiogroup" aria-label={t('conflict.which')}>
        <span />
        {column('ours', mine, theirs)}
        {column('theirs', theirs, mine)}
      </div>
      <table className="conflict__fields">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('conflict.field')}</span>
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('conflict.ours')}</span>
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('conflict.theirs')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name} data-differs={field.differs}>
              <th scope="row">
                {field.differs && <EqualNot size={13} strokeWidth={2} aria-label={t('conflict.differs')} />}
                {field.name}
              </th>
              <td>{field.mine}</td>
              <td>{field.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="conflict__foot">
        <p>{t('conflict.help')}</p>
        <Button onClick={() => showDialog(undefined)}>{t('conflict.later')}</Button>
        <Button look="primary" onClick={take}>
          {t(side === 'ours' ? 'conflict.takeOurs' : 'conflict.takeTheirs')}
          <kbd className="key-caps" aria-hidden="true">
            <span className="key-cap">{t('conflict.space')}</span>
          </kbd>
        </Button>
      </div>
    </div>
  );
}

function focusSide(sides: HTMLElement | null, side: Side): void {
  sides?.querySelector<HTMLElement>(`[data-side='${side}']`)?.focus({ preventScroll: true });
}

type KeyAction = Side | 'take' | 'next' | 'before';

const KEYS: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: 'ours',
  ArrowRight: 'theirs',
  Space: 'take',
  ArrowDown: 'next',
  ArrowUp: 'before',
};

function Head({ conflict, place, onStep }: ConflictChoiceProps): ReactNode {
  const { t } = useTranslation();
  const { session, sequence, dataset } = useWorkspace();
  const { frameId, type } = conflict;
  const track = useTrack(conflict.trackId);
  const frame = sequence.frames.find(({ id }) => id === frameId);
  const className = track?.class;
  const ontologyClass = dataset.ontology.classes.find(({ name }) => name === className);
  const name = track === undefined ? t(`conflict.kinds.${type}`) : `${track.class} ${track.number}`;
  const goThere = (): void => {
    showDialog(undefined);
    if (frameId === undefined) return;
    void session.goToFrame(frameId).then(() => {
      const cuboid = session.document.cuboidsIn(frameId).find(({ trackId }) => trackId === conflict.trackId);
      session.select(cuboid === undefined ? [] : [cuboid.id]);
    });
  };
  return (
    <header className="conflict__head">
      {track !== undefined && <ClassSwatch of={ontologyClass} />}
      <b>{name}</b>
      <span className="conflict__where">
        {frame === undefined
          ? t('conflict.allFrames')
          : t('conflict.frame', { number: frame.index + 1, name: frame.name })}
      </span>
      {frameId !== undefined && (
        <Button look="link" onClick={goThere}>
          {t('conflict.goThere')}
        </Button>
      )}
      <span className="conflict__space" />
      {place.count > 1 && (
        <>
          <Button onClick={() => onStep(-1)}>{t('conflict.before')}</Button>
          <span className="conflict__count">
            {t('conflict.place', { number: place.index + 1, count: place.count })}
          </span>
          <Button onClick={() => onStep(1)}>{t('conflict.next')}</Button>
        </>
      )}
    </header>
  );
}

interface VersionProps {
  readonly side: Side;
  readonly isChosen: boolean;
  readonly pictures: Batch;
  readonly record: LabelRecord | undefined;
  readonly other: LabelRecord | undefined;
  onChoose(): void;
}

function Version({ side, isChosen, pictures, record, other, onChoose }: VersionProps): ReactNode {
  const { t } = useTranslation();
  const name = t(`conflict.${side}`);
  const Arrow = side === 'ours' ? ArrowLeft : ArrowRight;
  return (
    <div
      role="radio"
      aria-checked={isChosen}
      aria-label={record === undefined ? t('conflict.deletedBy', { side: name }) : name}
      tabIndex={isChosen ? 0 : -1}
      data-side={side}
      className="conflict__version"
      onClick={onChoose}
    >
      <p className="conflict__name">
        <span className="conflict__mark" aria-hidden />
        {name}
        <Arrow size={14} strokeWidth={1.75} aria-hidden />
      </p>
      {record === undefined && (
        <p className="conflict__deleted">
          <Trash2 size={16} strokeWidth={1.75} aria-hidden />
          {t('conflict.deleted')}
        </p>
      )}
      {record?.type === 'cuboid' && (
        <VersionPictures
          pictures={pictures}
          side={name}
          record={record}
          other={other?.type === 'cuboid' ? other : undefined}
        />
      )}
    </div>
  );
}

/** Follows the document: what is mine may be edited meanwhile, or merged again. */
function useVersions(conflict: RecordConflict): ReturnType<typeof versionsOf> {
  const { document } = useWorkspace().session;
  const versions = useRef<{
    readonly of: LabelRecord | undefined;
    readonly both: ReturnType<typeof versionsOf>;
  }>(undefined);
  const subscribe = useCallback((listener: () => void) => document.subscribe(listener), [document]);
  return useSyncExternalStore(subscribe, () => {
    const both = versionsOf(document, conflict);
    // The same object as long as it stands as it did, as React asks for.
    if (versions.current === undefined || versions.current.of !== both.mine)
      versions.current = { of: both.mine, both };
    return versions.current.both;
  });
}
