import { type Mapping, parseMapping } from '@tidemark/importers';
import type { OwnerReads, OwnerWrites } from '../ports/index.ts';

/** Settings under which column mappings are kept, by their names. */
const PREFIX = 'import_mapping.';

/** The mappings that the owner keeps, by name. */
export async function keptMappings(tx: OwnerReads): Promise<Mapping[]> {
  const settings = [...(await tx.settings.all())].filter(([name]) => name.startsWith(PREFIX));
  return settings.flatMap(([, text]) => parseMapping(text) ?? []);
}

/** Keeps a mapping by its name; one without a name is used once. */
export async function keepMapping(tx: OwnerWrites, mapping: Mapping): Promise<void> {
  if (mapping.name !== '') await tx.settings.put(`${PREFIX}${mapping.name}`, JSON.stringify(mapping));
}
