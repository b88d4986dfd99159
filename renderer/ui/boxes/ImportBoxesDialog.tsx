import type { TFunction } from 'i18next';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countByCamera } from '#shared/interchange/boxes2d/placeRead.ts';
import type { BoxImportOutcome, BoxImportPlan } from '#renderer/editor/edits/box2d/boxImport.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { ProblemList } from '../report/ProblemList.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { readChosen, type Chosen } from './chosenFiles.ts';
import { MatchList } from './MatchList.tsx';
import './importBoxes.css';

const close = (): void => showDialog(undefined);
const EVERY_CAMERA = '';

/** Asks for a file or a folder of 2D boxes, shows what an import of it would do, and does it. */
export function ImportBoxesDialog(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const [chosen, setChosen] = useState<Chosen>();
  const [camera, setCamera] = useState(EVERY_CAMERA);
  const [isBusy, setBusy] = useState(false);
  const plan = useMemo(
    () =>
      chosen?.read &&
      session.boxes.imports.plan(chosen.read, chosen.name, camera === EVERY_CAMERA ? undefined : camera),
    [chosen, camera, session],
  );
  const preview = usePreview(plan);
  const choose = async (files: readonly File[]): Promise<void> => {
    const next = await readChosen(files);
    if (next !== undefined) setChosen(next);
  };
  const run = async (): Promise<void> => {
    if (plan === undefined) return;
    setBusy(true);
    const outcome = await session.boxes.imports.run(plan);
    close();
    if (outcome === undefined) return;
    const { added, replaced, removed } = outcome.counts;
    const params = { added, replaced, removed, matched: outcome.matched, count: outcome.changedFrames };
    notify({ tone: 'ok', text: (say) => say('importBoxes.done', params) });
  };
  return (
    <Dialog
      title={t('importBoxes.title')}
      width={640}
      onClose={close}
      foot={
        <>
          <Button onClick={close}>{t('browser.cancel')}</Button>
          <Button
            look="primary"
            disabled={isReadOnly || isBusy || preview === undefined || preview.changedFrames === 0}
            onClick={() => void run()}
          >
            {t('importBoxes.run')}
          </Button>
        </>
      }
    >
      <p className="import-boxes__explain">{t('importBoxes.explain')}</p>
      <div className="import-boxes__choose">
        <FileButton text={t('importBoxes.file')} isFolder={false} onChoose={(files) => void choose(files)} />
        <FileButton text={t('importBoxes.folder')} isFolder onChoose={(files) => void choose(files)} />
        <span className="import-boxes__name" title={chosen?.name}>
          {chosen?.name ?? t('importBoxes.nothing')}
        </span>
      </div>
      {sequence.cameras.length > 1 && (
        <div className="import-boxes__camera">
          <Choice
            label={t('importBoxes.camera')}
            value={camera}
            options={[
              [EVERY_CAMERA, t('importBoxes.everyCamera')],
              ...sequence.cameras.map(({ id, name }) => [id, name] as const),
            ]}
            onChange={setCamera}
          />
        </div>
      )}
      {chosen?.problem !== undefined && <ProblemList problems={[chosen.problem]} />}
      {plan !== undefined && <Preview plan={plan} outcome={preview} format={chosen?.read?.format} />}
    </Dialog>
  );
}

/** Undefined until it is known. */
function usePreview(plan: BoxImportPlan | undefined): BoxImportOutcome | undefined {
  const { session } = useWorkspace();
  const [found, setFound] = useState<{ of: BoxImportPlan; outcome: BoxImportOutcome }>();
  useEffect(() => {
    if (plan === undefined) return undefined;
    let isWanted = true;
    void session.boxes.imports.preview(plan).then((outcome) => {
      if (isWanted) setFound({ of: plan, outcome });
    });
    return () => {
      isWanted = false;
    };
  }, [session, plan]);
  return found !== undefined && found.of === plan ? found.outcome : undefined;
}

interface PreviewProps {
  readonly plan: BoxImportPlan;
  readonly outcome: BoxImportOutcome | undefined;
  readonly format: string | undefined;
}

function Preview({ plan, outcome, format }: PreviewProps): ReactNode {
  const { t } = useTranslation();
  const { sequence } = useWorkspace();
  const nameOf = (camera: string): string => sequence.cameras.find(({ id }) => id === camera)?.name ?? camera;
  const cameras = countByCamera(plan.boxes);
  return (
    <div className="import-boxes__preview" role="status">
      <table className="import-boxes__table">
        <thead>
          <tr>
            <th scope="col">{t('importBoxes.ofFormat', { format: format?.toUpperCase() ?? '' })}</th>
            <th scope="col">{t('importBoxes.boxes')}</th>
            <th scope="col">{t('importBoxes.frames')}</th>
          </tr>
        </thead>
        <tbody>
          {cameras.map(({ camera, boxes, frames }) => (
            <tr key={camera}>
              <td>{nameOf(camera)}</td>
              <td>{formatCount(boxes)}</td>
              <td>{formatCount(frames)}</td>
            </tr>
          ))}
          {cameras.length === 0 && (
            <tr>
              <td colSpan={3}>{t('importBoxes.none')}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p>{outcome === undefined ? t('importBoxes.looking') : countsOf(outcome, t)}</p>
      {outcome !== undefined && (
        <p>{t('importBoxes.matched', { matched: outcome.matched, count: outcome.changedFrames })}</p>
      )}
      {outcome !== undefined && outcome.unread > 0 && (
        <p className="import-boxes__warning">{t('importBoxes.unread', { count: outcome.unread })}</p>
      )}
      {outcome !== undefined && <MatchList matches={outcome.matches} />}
      <ProblemList problems={plan.problems} />
    </div>
  );
}

/** Only what there is any of. */
function countsOf({ counts }: BoxImportOutcome, t: TFunction): string {
  const said = COUNTS.filter((key) => counts[key] > 0).map((key) =>
    t(`importBoxes.counts.${key}`, { boxes: formatCount(counts[key]) }),
  );
  return said.length === 0 ? t('importBoxes.counts.none') : said.join(' · ');
}

const COUNTS = ['added', 'replaced', 'same', 'removed', 'kept'] as const;

interface FileButtonProps {
  readonly text: string;
  readonly isFolder: boolean;
  onChoose(files: readonly File[]): void;
}

/** The browser's own chooser, which the page cannot open without the person; the input itself cannot be styled. */
function FileButton({ text, isFolder, onChoose }: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React knows no such property.
    if (input.current !== null) input.current.webkitdirectory = isFolder;
  }, [isFolder]);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={text}
        {...(isFolder ? {} : { accept: '.json,.txt' })}
        onChange={({ target }) => {
          onChoose([...(target.files ?? [])]);
          // Chosen again, it is read again.
          target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>{text}</Button>
    </>
  );
}
