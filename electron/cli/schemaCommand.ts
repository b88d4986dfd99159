import { jsonSchemaText, SCHEMA_NAMES, schemaFileName, type SchemaName } from '#shared/labels/jsonSchemas.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';

/** `boxwright schema`: the JSON Schema of a kind of file, byte for byte as published; without a kind, which there are. */
export function schemaCommand(name: SchemaName | undefined): CommandResult {
  const output =
    name === undefined
      ? SCHEMA_NAMES.map((known) => `${known}  ${schemaFileName(known)}`).join('\n')
      : jsonSchemaText(name).trimEnd();
  return { exitCode: EXIT.ok, output };
}
