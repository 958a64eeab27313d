import type { RequestOf, Routes } from '@tidemark/contract';
import { client } from './client.ts';
import type { ReadOperation } from './reading.ts';

type Asking = (
  request: unknown,
  call: { readonly headers: Readonly<Record<string, string>> },
) => Promise<unknown>;

/**
 * Saves the rows of an answer as a file of CSV, all pages of a list, by the browser's own way of saving. Throws
 * ApiProblem, or what fetch throws.
 */
export async function saveCsv<Name extends ReadOperation>(
  operation: Name,
  request: RequestOf<Routes[Name]>,
  name: string,
): Promise<void> {
  const text = await (client[operation] as Asking)(request, { headers: { accept: 'text/csv' } });
  const address = URL.createObjectURL(new Blob([String(text)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
