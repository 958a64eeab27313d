import { z } from 'zod';

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const INT_MAX = Number.MAX_SAFE_INTEGER;
/** Formats that say all; the pattern beside them would only be long. */
const SPEAKING_FORMATS: readonly unknown[] = ['date', 'date-time', 'email'];

/**
 * Writes schemas, each that has an id once. All are written as they cross the wire, before defaults and
 * conversions: so an answer must have neither, and may grow fields.
 */
export class SchemaBook {
  /** By id. */
  readonly components: Record<string, JsonSchema> = {};

  /**
   * The schema, with references to the components for what has an id.
   * @throws Error when two schemas have one id, or a recursive one has none.
   */
  write(schema: z.ZodType): JsonSchema {
    // In a wrapper, so that a schema with an id becomes a reference even when it is the whole.
    const { properties = {}, $defs = {} } = z.toJSONSchema(z.object({ schema }), {
      io: 'input',
      override: ({ jsonSchema }) => tidy(jsonSchema),
    });
    for (const [id, found] of Object.entries($defs)) this.add(id, found);
    return referring(properties.schema as JsonSchema);
  }

  private add(id: string, found: JsonSchema): void {
    if (id.startsWith('__')) throw new Error('a recursive schema has no id; give it one with .meta({ id })');
    const written = referring(found);
    const known = this.components[id];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(written)) {
      throw new Error(`two schemas have the id ${id}`);
    }
    this.components[id] = written;
  }
}

/** Takes out what says nothing, and puts in what the wire has where the program's schema is wider. */
function tidy(schema: JsonSchema): void {
  if (SPEAKING_FORMATS.includes(schema.format)) delete schema.pattern;
  if (schema.minimum === -INT_MAX) delete schema.minimum;
  if (schema.maximum === INT_MAX) delete schema.maximum;
  delete schema.id;
  mergeChoices(schema);
  const { wire } = schema;
  if (wire === undefined) return;
  delete schema.anyOf;
  delete schema.wire;
  Object.assign(schema, wire);
}

/** A choice of plain types is one list of types; a description inside a choice belongs to the whole. */
function mergeChoices(schema: JsonSchema): void {
  const choices = schema.anyOf?.flatMap((choice) => {
    const { description, ...rest } = choice as JsonSchema;
    if ('$ref' in rest || description === undefined) return [choice as JsonSchema];
    schema.description ??= description;
    return rest.anyOf ? (rest.anyOf as JsonSchema[]) : [rest];
  });
  if (choices === undefined) return;
  const types = choices.map(({ type, ...rest }) => (Object.keys(rest).length === 0 ? type : undefined));
  if (types.includes(undefined)) {
    schema.anyOf = choices;
  } else {
    delete schema.anyOf;
    schema.type = types.flat() as JsonSchema['type'];
  }
}

function referring(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
