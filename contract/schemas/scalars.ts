import { z } from 'zod';

/** The longest name, label or code that a body may carry. */
export const NAME_LENGTH_MAX = 200;
/** The longest free text. */
export const NOTE_LENGTH_MAX = 10_000;

/** An amount in an answer: a number, already rounded to the minor unit of its currency. */
export const money = (description: string) => z.number().describe(description);
/** The same where it can be unknown: then null, and a problem says why. */
export const moneyOrNull = (description: string) => z.number().nullable().describe(description);

/** A plain fraction (0.25 is 25 %), null where it is unknown. */
export const ratioOrNull = (description: string) => z.number().nullable().describe(description);
/** A number of percent (25 is 25 %), null where it is unknown. */
export const percentOrNull = (description: string) => z.number().nullable().describe(description);

export const count = (description: string) => z.int().min(0).describe(description);
export const flag = (description: string) => z.boolean().describe(description);
export const text = (description: string) => z.string().describe(description);
export const textOrNull = (description: string) => z.string().nullable().describe(description);
export const name = (description: string) =>
  z.string().trim().min(1).max(NAME_LENGTH_MAX).describe(description);
export const note = (description: string) => z.string().max(NOTE_LENGTH_MAX).describe(description);
export const id = (description: string) => z.string().describe(description);
export const currency = (description: string) =>
  z.string().min(2).max(10).describe(`${description} ISO 4217 or crypto code.`);

/** A real day, YYYY-MM-DD. */
export const date = (description: string) => z.iso.date().describe(description);
export const dateOrNull = (description: string) => z.iso.date().nullable().describe(description);

/** RFC 3339 with an offset or Z. */
export const instant = (description: string) => z.iso.datetime({ offset: true }).describe(description);
export const instantOrNull = (description: string) =>
  z.iso.datetime({ offset: true }).nullable().describe(description);

/** A day, or an instant where the time is known. */
export const dateOrInstant = (description: string) =>
  z.union([z.iso.date(), z.iso.datetime({ offset: true })]).describe(description);

/**
 * An exact decimal in a request, as text or as a number. What it may be is the ledger's to say, with its own problem
 * codes, so that a wrong one is refused in the same words here and on the command line.
 */
export const decimal = (description: string) => z.union([z.string(), z.number()]).describe(description);

/** Text that the ledger checks by its own rules; the schema of the document says what it takes. */
export const checkedText = (description: string, schema: Readonly<Record<string, unknown>>) =>
  z.string().meta({ description, ...schema });

type Carried<Name extends string, Value extends z.ZodType> = { [K in Name]: Value } & {
  [K in `${Name}_exact`]: z.ZodOptional<z.ZodString>;
};

/** A quantity or price as a number and, where a number cannot carry it, its exact text beside. */
export function exactly<const Name extends string>(name: Name, description: string) {
  return {
    [name]: z.number().describe(description),
    [`${name}_exact`]: exactText(name),
  } as Carried<Name, z.ZodNumber>;
}

/** The same where it can be absent or unknown: null. */
export function exactlyOrNull<const Name extends string>(name: Name, description: string) {
  return {
    [name]: z.number().nullable().describe(description),
    [`${name}_exact`]: exactText(name),
  } as Carried<Name, z.ZodNullable<z.ZodNumber>>;
}

function exactText(name: string) {
  return z
    .string()
    .optional()
    .describe(`\`${name}\` as exact decimal text; only where a number cannot carry it.`);
}
