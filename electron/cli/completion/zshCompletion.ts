import type { Completed, CompletedCommand, CompletedOption, CompletionTree } from './completionTree.ts';

/** For a file named `_boxwright` in a folder of `$fpath`, or to be loaded after `compinit`. */
export function zshCompletion({ program, options, commands }: CompletionTree): string {
  return `#compdef ${program}
# Completion of ${program} for zsh: as a file _${program} in a folder of $fpath, or in ~/.zshrc after compinit:
#   source <(${program} completion zsh)

_${program}() {
  local curcontext=$curcontext state line
  local -a commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  _arguments -C \\
${options.map((option) => `    ${optionSpec(option)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->rest'
  case $state in
  command) _describe -t commands command commands ;;
  rest)
    case $line[1] in
${commands.map(caseOf).join('\n')}
    esac
    ;;
  esac
}

if [[ $funcstack[1] == _${program} ]]; then
  _${program} "$@"
else
  compdef _${program} ${program}
fi
`;
}

function caseOf({ name, options, places }: CompletedCommand): string {
  const specs = [
    ...options.map(optionSpec),
    ...places.map((place, i) => quoted(`${i + 1}: :${action(place)}`)),
  ];
  return `    ${name}) _arguments ${specs.join(' ')} ;;`;
}

/** `'(-o --output)'{-o,--output}'[the zip to write]:value:_files'`. */
function optionSpec({ flags, description, value }: CompletedOption): string {
  const text = `[${description.replaceAll(/[[\]:\\]/g, String.raw`\$&`)}]`;
  const rest = value === undefined ? text : `${text}:value:${action(value)}`;
  const [first, second] = flags;
  if (second === undefined) return quoted(`*${first}${rest}`);
  return `'*'{${first},${second}}${quoted(rest)}`;
}

function action(completed: Completed): string {
  switch (completed.kind) {
    case 'words':
      return `(${completed.words.join(' ')})`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'nothing':
      return ' ';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
