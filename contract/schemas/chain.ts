import { z } from 'zod';
import { count, text } from './scalars.ts';

export const ChainLink = z
  .object({
    first_seq: count('`seq` of its first row; one more than the last of the link before.'),
    last_seq: count('`seq` of its last row.'),
    previous: text('`hash` of the link before; empty before the first.'),
    hash: text('SHA-256, in hexadecimal, over `previous` and then `rows`, each with a line feed after it.'),
    rows: z
      .array(z.string())
      .describe(
        'JSON text, to be hashed as it is: owner, account, seq, id, version, kind, place, record (a row of transactions.csv), recorded_at (milliseconds since 1970), source, source_id, import_id, change_no.',
      ),
  })
  .meta({
    id: 'ChainLink',
    description: 'What one write recorded in one account, linked to what was before.',
  });
