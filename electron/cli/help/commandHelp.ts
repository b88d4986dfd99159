/** What the help of a command says beyond its line, its arguments and its options. */
export interface CommandHelp {
  /** What it does, in a few sentences. */
  readonly about: string;
  /** Command lines without the program's name. A test reads each as the program would. */
  readonly examples: readonly { readonly line: string; readonly what: string }[];
  /** Where they mean more than they do of every command. */
  readonly exits: Readonly<Partial<Record<0 | 1 | 2 | 3 | 130, string>>>;
  /** In `docs`. */
  readonly page: string;
}

const INTERRUPTED = 'it was interrupted with Ctrl+C; no file is half-written';

/** By the command's name. */
export const COMMAND_HELP: Readonly<Record<string, CommandHelp>> = {
  info: {
    about:
      'Of a point cloud: its header, for each field its type, range and mean, and its bounds. Of a folder: which ' +
      'layout was recognised, how calibrations were read, what was assumed, and which files were skipped and why. ' +
      'Nothing is written.',
    examples: [
      { line: 'info lidar/000001.pcd', what: 'a point cloud, field by field' },
      { line: 'info cut.pcd --partial', what: 'the points that are there of one that is cut short' },
      { line: 'info drive --json', what: 'a dataset, for programs' },
    ],
    exits: { 2: 'the command was not understood, or the point cloud is refused' },
    page: 'cli.md',
  },
  validate: {
    about:
      'Of a file its form is checked: JSON, schema, ids, derived values. Of a folder so is every label file, and the ' +
      'labels are checked by rule: sizes, overlaps, the ground, tracks, points. What cannot be read is named with its ' +
      'place, and the rest is checked.',
    examples: [
      { line: 'validate drive', what: 'all label files, by all rules' },
      { line: 'validate drive --rules -PTS,-REC --strict', what: 'without points, warnings count as errors' },
      { line: 'validate drive --fix', what: 'put right what needs nobody’s judgement' },
      { line: 'validate lidar/000001.pcd.labels.json --json', what: 'one file, for programs' },
    ],
    exits: {
      0: 'there are no errors; with --strict, no warnings either',
      1: 'there are; each is named on standard output',
      130: INTERRUPTED,
    },
    page: 'cli.md#validate',
  },
  project: {
    about:
      'Projects points of the lidar frame to an image, in their order: pixel, depth, and why a point has none. All ' +
      'lens models are those that the app draws with.',
    examples: [
      { line: 'project --camera front.json --points points.json', what: 'a line for each point' },
      { line: 'project --camera front.json --points points.json --json', what: 'for programs' },
    ],
    exits: {},
    page: 'cameras.md',
  },
  doctor: {
    about:
      'Looks at the numbers of each calibration, at points and at images, and says what is wrong, how sure that is, ' +
      'and what would put it right. Nothing is changed.',
    examples: [{ line: 'doctor drive', what: 'all cameras of a dataset' }],
    exits: { 1: 'a finding is more than a suspicion' },
    page: 'cameras.md#the-calibration-doctor',
  },
  fit: {
    about:
      'Fits a cuboid to the object at each place, as a click in the app does; or does so at every label of a dataset ' +
      'and says how well the two agree.',
    examples: [
      { line: 'fit --cloud lidar/000001.pcd --at 12,-3.5,0', what: 'what stands there' },
      {
        line: 'fit --cloud lidar/000001.pcd --at 12,-3.5,0 --class car --json',
        what: 'of a class, for programs',
      },
      { line: 'fit --dataset drive --noise 0.3', what: 'compare with labels, clicked up to 0.3 m off' },
    ],
    exits: { 2: 'the command was not understood, or the point cloud is refused' },
    page: 'cli.md#json',
  },
  agree: {
    about:
      'Compares every 2D box with the cuboid of its track on the camera that it is drawn on, and says where they ' +
      'disagree, by how much, and what would explain it.',
    examples: [
      { line: 'agree drive', what: 'in numbers' },
      { line: 'agree drive --html report.html', what: 'a report with pictures of the worst cases' },
      { line: 'agree drive --fail-under iou=0.7 --fail-under agreeing=0.9', what: 'as a gate of a pipeline' },
    ],
    exits: {
      1: 'files are broken, or less was reached than --fail-under asks for',
      130: INTERRUPTED,
    },
    page: 'cli.md#agree',
  },
  evaluate: {
    about:
      'Precision, recall and errors of place, size and heading against a reference of the same frames, by class and ' +
      'range; by overlap as KITTI does, and by distance as nuScenes does.',
    examples: [
      { line: 'evaluate --reference gold --labels trainee', what: 'two labelings of one dataset' },
      { line: 'evaluate --reference gold --labels trainee --iou car=0.5', what: 'with less overlap of cars' },
    ],
    exits: { 1: 'a label file cannot be read; the rest is compared', 3: 'no frame is labelled in both' },
    page: 'cli.md#evaluate',
  },
  tracks: {
    about:
      'Of each object: in how many frames it is labelled, how many of these a person set, which are missing between, ' +
      'how far and fast it went, and how much its size differs.',
    examples: [{ line: 'tracks drive', what: 'a table' }],
    exits: { 1: 'a label file cannot be read; the rest is told' },
    page: 'cli.md',
  },
  convert: {
    about:
      'The format of the input is found out unless it is named. All of the result appears at once, with ' +
      'loss-report.json, which says what the format does not hold. The same input gives the same bytes; running it ' +
      'again replaces what it wrote before.',
    examples: [
      { line: 'convert drive out --to kitti-object', what: 'our labels as KITTI’s' },
      { line: 'convert kitti/training out --to boxwright', what: 'those of KITTI as ours' },
      { line: 'convert labels.json out --from openlabel --to csv', what: 'a format that is named' },
      { line: 'convert drive out --to openlabel --parts parts', what: 'go on there where a run was killed' },
    ],
    exits: { 1: 'a label file cannot be read; the rest is converted', 130: INTERRUPTED },
    page: 'interchange.md',
  },
  export: {
    about:
      'Writes labels as tables (frames, objects, projections, box2d, findings) in Parquet files that any engine reads, ' +
      'by sequence and date. Running it again makes anew only what has changed, or what was not yet there when a run was ' +
      'killed, and removes what is labelled no more. A shard is a part of the same folder.',
    examples: [
      { line: 'export --to parquet tables drive', what: 'the labels of a dataset' },
      { line: 'export --to parquet tables drive --findings', what: 'also what rules find' },
      { line: 'export --to parquet tables drive --shard 1/8', what: 'one of eight runs, on any machine' },
    ],
    exits: { 1: 'a label file could not be read; it is named, and the rest is there', 130: INTERRUPTED },
    page: 'parquet.md',
  },
  query: {
    about:
      'Runs one SELECT in DuckDB’s dialect over the tables of labels, or of a folder that export wrote. It reads, and ' +
      'can write nothing and reach no network.',
    examples: [
      {
        line: 'query drive SELECT',
        what: 'where SELECT stands for "SELECT class, count(*) FROM objects GROUP BY 1"',
      },
      { line: 'query tables SELECT --csv', what: 'of tables that are there, for programs' },
    ],
    exits: { 1: 'a label file could not be read; it is named', 2: 'the SQL was not understood' },
    page: 'parquet.md#query',
  },
  pack: {
    about:
      'A zip with the labels of a dataset and a list of what is in it, with lengths and hashes, so that whoever ' +
      'unpacks it knows that it is whole. The same content gives the same zip.',
    examples: [
      { line: 'pack drive -o drive.zip', what: 'the labels' },
      {
        line: 'pack drive -o part.zip --with-data --frames 1-100',
        what: 'the first hundred frames with their data',
      },
    ],
    exits: { 1: 'something had to be left out; it is named' },
    page: 'cli.md#jobs',
  },
  unpack: {
    about:
      'Puts the files of a zip that pack made into a folder, after all of them were checked. Nothing is written where ' +
      'one is missing, damaged, or in the way.',
    examples: [{ line: 'unpack drive.zip -o drive --overwrite', what: 'newer labels over older ones' }],
    exits: { 1: 'nothing was unpacked; what is wrong is named' },
    page: 'cli.md#jobs',
  },
  merge: {
    about:
      'Merges object by object and field by field. What only one side changed is taken; where both changed the same, ' +
      'one stands in the result and both in <out>.conflicts.json. It can be git’s merge driver.',
    examples: [
      { line: 'merge before mine theirs -o merged', what: 'three folders' },
      { line: 'merge %O %A %B -o %A --path %P', what: 'as git’s merge driver' },
    ],
    exits: { 1: 'both sides changed the same' },
    page: 'merging.md',
  },
  'import-boxes': {
    about:
      'Puts 2D boxes on images by the images’ names and links them with the cuboids that they fit. What a person drew ' +
      'or changed stays; importing a file again replaces what it brought before.',
    examples: [
      { line: 'import-boxes drive detections.json --dry-run', what: 'what would change' },
      { line: 'import-boxes drive yolo --camera front', what: 'a folder with a text file for each image' },
    ],
    exits: { 1: 'something was left out; it is named' },
    page: 'cli.md#importing-2d-boxes',
  },
  watch: {
    about:
      'Looks again and again, so that it works on network drives, and tells a file once it is whole. Each line is an ' +
      'object with an event: watching, saved, removed, unreadable. A reader that is slow slows it down. It ends with ' +
      'Ctrl+C, and when nobody reads its lines any more.',
    examples: [
      { line: 'watch drive', what: 'what is saved from now on' },
      { line: 'watch drive --initial --interval 10', what: 'all that is there first; every ten seconds' },
    ],
    exits: { 0: 'it was ended' },
    page: 'cli.md#watch',
  },
  schema: {
    about:
      'The JSON Schema (2020-12) that docs/schema holds, generated from what the program itself reads with. Its $id ' +
      'has the version of the format.',
    examples: [
      { line: 'schema', what: 'which there are' },
      { line: 'schema sidecar', what: 'that of *.labels.json' },
    ],
    exits: {},
    page: 'sidecar.md',
  },
  completion: {
    about:
      'bash: source <(boxwright completion bash) in ~/.bashrc. zsh: source <(boxwright completion zsh) in ~/.zshrc, ' +
      'after compinit. fish: boxwright completion fish > ~/.config/fish/completions/boxwright.fish. PowerShell: ' +
      'boxwright completion powershell | Out-String | Invoke-Expression in $PROFILE.',
    examples: [{ line: 'completion bash', what: 'the script' }],
    exits: {},
    page: 'cli.md#completion',
  },
  serve: {
    about:
      'Prints an address and nothing else. Whoever has the address can read and write the folder until Ctrl+C ends the ' +
      'program; it listens on this computer only.',
    examples: [{ line: 'serve drive --port 8123', what: 'on a port that can be forwarded' }],
    exits: { 0: 'it was ended', 3: 'the folder cannot be read, or the port is taken' },
    page: 'cli.md',
  },
};
