import type { Completed, CompletedCommand, CompletionTree } from './completionTree.ts';

/** For PowerShell 5 and later. Files are what PowerShell completes by itself where nothing else is offered. */
export function powershellCompletion({ program, options, commands }: CompletionTree): string {
  return `# Completion of ${program} for PowerShell. Load it in $PROFILE:
#   ${program} completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName ${quoted(program)} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = [ordered]@{
${commands.map(commandEntry).join('\n')}
  }
  $options = ${list(options.flatMap(({ flags }) => flags))}
  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
      ForEach-Object { $_.ToString() } | Select-Object -Skip 1)
  $name = $before | Where-Object { -not $_.StartsWith('-') } | Select-Object -First 1
  $command = if ($name) { $commands[$name] }
  if (-not $name) {
    $offered = @($commands.Keys) + $options
  } elseif (-not $command) {
    $offered = @()
  } elseif ($before[-1] -and $command.values.ContainsKey($before[-1])) {
    $offered = $command.values[$before[-1]]
  } elseif ($wordToComplete.StartsWith('-')) {
    $offered = $command.options
  } else {
    $offered = $command.words
  }
  $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function commandEntry({ name, options, places }: CompletedCommand): string {
  const values = options.flatMap(({ flags, value }) =>
    value === undefined ? [] : flags.map((flag) => `${quoted(flag)} = ${list(wordsOf(value))}`),
  );
  const parts = [
    `options = ${list(options.flatMap(({ flags }) => flags))}`,
    `words = ${list(places.flatMap(wordsOf))}`,
    `values = @{ ${values.join('; ')} }`,
  ];
  return `    ${quoted(name)} = @{ ${parts.join('; ')} }`;
}

function wordsOf(completed: Completed): readonly string[] {
  return completed.kind === 'words' ? completed.words : [];
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
