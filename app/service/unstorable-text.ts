/** A place of text that no database keeps as it is. */
export interface Unstorable {
  /** `note`, `3.note`; empty for the value itself. */
  readonly field: string;
  readonly message: string;
}

/** The first text within a value that has a NUL character or half of a surrogate pair; null where none has. */
export function unstorableIn(value: unknown, field = ''): Unstorable | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return { field, message: 'has a NUL character' };
    return value.isWellFormed() ? null : { field, message: 'has half of a surrogate pair' };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    const place = field === '' ? name : `${field}.${name}`;
    const found = unstorableIn(name, place) ?? unstorableIn(part, place);
    if (found !== null) return found;
  }
  return null;
}
