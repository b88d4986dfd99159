import type { Completed, CompletedCommand, CompletionTree } from './completionTree.ts';

/** For bash 3.2 (macOS) and later. Load with `source <(boxwright completion bash)`. */
export function bashCompletion({ program, options, commands }: CompletionTree): string {
  const names = commands.map(({ name }) => name);
  const flags = options.flatMap((option) => option.flags);
  return `# Completion of ${program} for bash. Load it in ~/.bashrc:
#   source <(${program} completion bash)

# $1: words to choose from
_${program}_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# $1: -f files, -d folders. Names may have spaces in them.
_${program}_names() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen "$1" -- "$cur"))
  compopt -o filenames 2>/dev/null
}

# $1: options that take a value. Sets place: which argument of the command the cursor is at, from 0.
_${program}_place() {
  local i word
  place=0
  for ((i = at + 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ " $1 " == *" $word "* ]]; then
      ((i++))
      if [[ \${COMP_WORDS[i]} == = ]]; then ((i++)); fi
    elif [[ $word != -* ]]; then
      ((place++))
    fi
  done
}

_${program}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at=1 place
  COMPREPLY=()
  # bash takes the = of --option=value for a word.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  while ((at < COMP_CWORD)) && [[ \${COMP_WORDS[at]} == -* ]]; do ((at++)); done
  if ((at == COMP_CWORD)); then
    _${program}_words ${quoted([...names, ...flags])}
    return
  fi
  case \${COMP_WORDS[at]} in
${commands.map((command) => caseOf(program, command)).join('\n')}
  esac
}

complete -F _${program} ${program}
`;
}

function caseOf(program: string, { name, options, places }: CompletedCommand): string {
  const withValue = options.filter(({ value }) => value !== undefined);
  const valued = withValue.flatMap(({ flags }) => flags);
  const lines = [`  ${name})`];
  if (withValue.length > 0) {
    const cases = withValue.map(
      ({ flags, value }) => `    ${flags.join(' | ')}) ${complete(program, value!)} ;;`,
    );
    const isKnown = `if [[ " ${valued.join(' ')} " == *" $prev "* ]]; then`;
    lines.push(
      `    ${isKnown}`,
      '      case $prev in',
      ...cases.map((one) => `  ${one}`),
      '      esac',
      '      return',
      '    fi',
    );
  }
  lines.push(
    '    if [[ $cur == -* ]]; then',
    `      _${program}_words ${quoted(options.flatMap(({ flags }) => flags))}`,
    '      return',
    '    fi',
  );
  if (places.length > 0) {
    const cases = places.map((place, i) => `      ${i}) ${complete(program, place)} ;;`);
    lines.push(`    _${program}_place ${quoted(valued)}`, '    case $place in', ...cases, '    esac');
  }
  return [...lines, '    ;;'].join('\n');
}

function complete(program: string, completed: Completed): string {
  switch (completed.kind) {
    case 'words':
      return `_${program}_words ${quoted(completed.words)}`;
    case 'files':
      return `_${program}_names -f`;
    case 'folders':
      return `_${program}_names -d`;
    case 'nothing':
      return ':';
  }
}

/** Names of commands, flags and choices have no quotes in them. */
function quoted(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}
