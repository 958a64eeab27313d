import type { Mapping } from './mapping.ts';
import { FIELDS, type Field, KIND_NAMES, type Kind } from './reader/format.ts';

/** A mapping from its JSON; null for what is none. */
export function parseMapping(text: string): Mapping | null {
  const given = parsed(text);
  if (!isRecord(given)) return null;
  const { name = '', columns, types = {}, numbers, dates, currency, amount } = given;
  if (typeof name !== 'string' || name.length > 100 || !isColumns(columns) || !isTypes(types)) return null;
  if (
    !isOneOf(numbers, ['point', 'comma']) ||
    !isOneOf(dates, ['dmy', 'mdy']) ||
    !isOneOf(amount, ['net', 'gross'])
  )
    return null;
  if (currency !== undefined && (typeof currency !== 'string' || !/^[A-Za-z0-9]{2,10}$/.test(currency)))
    return null;
  if (columns.date === undefined || (columns.amount === undefined && columns.quantity === undefined))
    return null;
  return {
    name,
    columns,
    types,
    ...(numbers !== undefined && { numbers }),
    ...(dates !== undefined && { dates }),
    ...(currency !== undefined && { currency }),
    ...(amount !== undefined && { amount }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOneOf<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
): value is Choice | undefined {
  return value === undefined || choices.some((choice) => choice === value);
}

function isColumns(value: unknown): value is Partial<Record<Field, readonly string[]>> {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([field, names]) =>
        FIELDS.some((known) => known === field) &&
        Array.isArray(names) &&
        names.length > 0 &&
        names.every((name) => typeof name === 'string' && name !== '' && name.length <= 200),
    )
  );
}

function isTypes(value: unknown): value is Record<string, Kind> {
  return isRecord(value) && Object.values(value).every((kind) => typeof kind === 'string' && isKind(kind));
}

const isKind = (text: string): boolean =>
  KIND_NAMES.some((kind) => kind === text) || text.startsWith('skip: ');
