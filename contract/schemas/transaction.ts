import { z } from 'zod';
import { Finding } from '../problem.ts';
import {
  checkedText,
  count,
  date,
  decimal,
  exactly,
  exactlyOrNull,
  id,
  instant,
  text,
  textOrNull,
} from './scalars.ts';

export const EVENT_TYPES = [
  'opening',
  'deposit',
  'withdrawal',
  'buy',
  'sell',
  'dividend',
  'interest',
  'fee',
  'tax',
  'split',
  'transfer_in',
  'transfer_out',
  'spinoff',
  'merger',
  'rename',
  'return_of_capital',
  'fx',
  'option_expire',
  'option_assign',
  'option_exercise',
  'adjustment',
  'unclassified',
] as const;

const MEANING = {
  date: "Day in the account's time zone.",
  time: 'HH:MM or HH:MM:SS; orders events within the day, sets the instant a trade opened.',
  type: 'What happened; in a request in any letter case.',
  symbol: 'The instrument.',
  quantity:
    'Units, positive; `sell` and `transfer_out` take away. Negative only where a short moves or opens.',
  price: 'Per unit in `currency`; of `opening` and `transfer_in` the cost per unit.',
  amount: 'What the cash balance changed by: signed, net of `fee` and `tax`.',
  fee: 'The part of `amount` that is a fee: positive is a cost.',
  tax: 'The part of `amount` that is a tax: positive is a cost.',
  currency: "Of `price`; the account's where absent.",
  settle_currency: 'Of `amount`, `fee` and `tax`, where it is not `currency`.',
  ratio: 'New units per old one: of a split (4 = four for one) or merger.',
  to_symbol: 'What it becomes: merger, spin-off, rename.',
  to_quantity: "Units that come in: a spin-off's total of the account.",
  to_amount: 'Money that comes in: fx.',
  to_currency: 'Of `to_amount`.',
  cost_fraction: 'Share of the cost that moves (spin-off), or that cash pays for (merger): 0 to 1.',
  multiplier: 'Contract size; 1 where absent, 100 for OCC option symbols.',
  lot: '`id` or `source_id` of the buy that a sale closes.',
  link: 'Pairs two events that are one: the ends of an own transfer, an option and its stock trade.',
  stop: 'Stop at entry.',
  target: 'Target at entry.',
  strategy: 'Journal: strategy.',
  tags: 'Journal: tags, apart by commas or semicolons, else by spaces.',
  note: 'Journal: note.',
};

/** The columns of transactions.csv; `account_id` stands for `account`. */
const columns = {
  date: checkedText(MEANING.date, { format: 'date' }),
  time: z.string().nullable().optional().describe(MEANING.time),
  account_id: z.string().nullable().optional().describe('Where absent, account `main`.'),
  type: checkedText(MEANING.type, { enum: EVENT_TYPES }),
  symbol: z.string().nullable().optional().describe(MEANING.symbol),
  quantity: decimal(MEANING.quantity).nullable().optional(),
  price: decimal(MEANING.price).nullable().optional(),
  amount: decimal(
    `${MEANING.amount} Of a buy or sell it may be left out: then it is what quantity × price × multiplier, fee and tax make it.`,
  )
    .nullable()
    .optional(),
  fee: decimal(MEANING.fee).nullable().optional(),
  tax: decimal(MEANING.tax).nullable().optional(),
  currency: z.string().nullable().optional().describe(MEANING.currency),
  settle_currency: z.string().nullable().optional().describe(MEANING.settle_currency),
  ratio: decimal(MEANING.ratio).nullable().optional(),
  to_symbol: z.string().nullable().optional().describe(MEANING.to_symbol),
  to_quantity: decimal(MEANING.to_quantity).nullable().optional(),
  to_amount: decimal(MEANING.to_amount).nullable().optional(),
  to_currency: z.string().nullable().optional().describe(MEANING.to_currency),
  cost_fraction: decimal(MEANING.cost_fraction).nullable().optional(),
  multiplier: decimal(MEANING.multiplier).nullable().optional(),
  lot: z.string().nullable().optional().describe(MEANING.lot),
  id: z
    .string()
    .nullable()
    .optional()
    .describe(
      "The source's own id. Given again with the same content it is known; with other content refused.",
    ),
  link: z.string().nullable().optional().describe(MEANING.link),
  stop: decimal(MEANING.stop).nullable().optional(),
  target: decimal(MEANING.target).nullable().optional(),
  strategy: z.string().nullable().optional().describe(MEANING.strategy),
  tags: z.string().nullable().optional().describe(MEANING.tags),
  note: z.string().nullable().optional().describe(MEANING.note),
};

/** Names of the columns that a request may have, `account_id` among them. */
export const TRANSACTION_COLUMNS = Object.keys(columns) as (keyof typeof columns)[];

/** As in the file, an unknown column is refused, so that no misspelled one is lost, and `x_…` is ignored. */
export const TransactionInput = z
  .looseObject(columns)
  .superRefine(
    (given, context) => {
      for (const name of Object.keys(given)) {
        if (name in columns || name.startsWith('x_')) continue;
        context.addIssue({ code: 'unrecognized_keys', keys: [name], input: given, path: [] });
      }
    },
    // Beside what else is wrong, so that one answer names everything.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .meta({
    id: 'TransactionInput',
    description:
      'An event of the ledger: the columns of transactions.csv. Which of them a type needs and may have is in the documentation of the event types. Decimals as text or numbers; null is absent. Unknown fields are refused unless they begin with `x_`.',
    patternProperties: { '^x_': {} },
    additionalProperties: false,
  });

const state = {
  id: id('Of the transaction; stays through corrections.'),
  seq: count('Its place in the ledger of its account: a later fact has a higher number.'),
  account_id: id('The account.'),
  date: date(MEANING.date),
  time: textOrNull(MEANING.time),
  type: z.enum(EVENT_TYPES).describe(MEANING.type),
  symbol: textOrNull(MEANING.symbol),
  ...exactlyOrNull('quantity', MEANING.quantity),
  ...exactlyOrNull('price', MEANING.price),
  ...exactlyOrNull('amount', `${MEANING.amount} Computed where it was left out.`),
  ...exactly('fee', MEANING.fee),
  ...exactly('tax', MEANING.tax),
  currency: text('Of `price`.'),
  settle_currency: text('Of `amount`, `fee` and `tax`.'),
  ...exactlyOrNull('ratio', MEANING.ratio),
  to_symbol: textOrNull(MEANING.to_symbol),
  ...exactlyOrNull('to_quantity', MEANING.to_quantity),
  ...exactlyOrNull('to_amount', MEANING.to_amount),
  to_currency: textOrNull(MEANING.to_currency),
  ...exactlyOrNull('cost_fraction', MEANING.cost_fraction),
  ...exactlyOrNull('multiplier', MEANING.multiplier),
  lot: textOrNull(MEANING.lot),
  link: textOrNull(MEANING.link),
  ...exactlyOrNull('stop', MEANING.stop),
  ...exactlyOrNull('target', MEANING.target),
  strategy: textOrNull(MEANING.strategy),
  tags: textOrNull(MEANING.tags),
  note: textOrNull(MEANING.note),
  recorded_at: instant('When it was recorded.'),
  source: text('Who or what recorded it: `api`, `import`, a provider, a schedule.'),
  source_id: textOrNull("The source's own id, given as `id`."),
  import_id: textOrNull('The import that brought it.'),
  superseded_by: z
    .int()
    .nullable()
    .describe('`seq` of the revision that took its place; null while in force.'),
};

export const Transaction = z
  .object({
    ...state,
    problems: z.array(Finding).optional().describe('Answers to writes: what was noticed, such as a warning.'),
  })
  .meta({ id: 'Transaction', description: 'An event of the ledger, as it is in force.' });

export const Revision = z
  .object({
    ...state,
    kind: z.enum(['created', 'corrected', 'voided']).describe('What this revision did.'),
    version_no: z.int().min(1).describe('1 for the first.'),
    recorded_by: text('The user, or the API key by its name.'),
    hash: text(
      'Of the link of the chain of the account that holds this row, SHA-256 in hexadecimal; `GET /accounts/{id}/chain` has what it is computed from.',
    ),
  })
  .meta({ id: 'Revision', description: 'One state of a transaction; of a voided one, what it was before.' });

export type TransactionInput = z.input<typeof TransactionInput>;
export type Transaction = z.infer<typeof Transaction>;
export type Revision = z.infer<typeof Revision>;
