/**
 * JSON with every number as the text it was written in: 0.1000 stays 0.1000 and 12345678901234567890 keeps its
 * digits. Shapes read such a text with `wireDecimal` or `wireInteger`. Throws a SyntaxError.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
}
