/**
 * A step of the database's shape. Its text is final once it was released: its checksum is kept in the database.
 * `{int}`, `{text}`, `{blob}` stand for the dialect's types, `{number}`, `{bool}`, `{time}` for those of better-auth,
 * `{clustered}` for rows stored in the order of their primary key.
 */
export interface Migration {
  /** 1, 2, 3, … without gaps. */
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** What the words in braces stand for. */
export type Words = Readonly<
  Record<'int' | 'text' | 'blob' | 'number' | 'bool' | 'time' | 'clustered', string>
>;

/** A statement in the words of a dialect. */
export function inWordsOf(words: Words, statement: string): string {
  return statement.replace(/\{(\w+)\}/g, (_, word: keyof Words) => words[word]);
}
