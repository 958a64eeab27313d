import { absolute, type Decimal, decimal, formatDecimal, minorUnits, normalize } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/index.ts';
import type { JournalModel } from './journal-model.ts';
import { AccountNames, beancountAccount, beancountCommodity, Names } from './names.ts';
import type { LotPosting, MoneyPosting, PlainTransaction } from './transactions.ts';

const text = (value: Decimal): string => formatDecimal(normalize(value));
const quoted = (words: string): string =>
  `"${words
    .replace(/[\r\n]+/g, ' ')
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')}"`;

/**
 * A ledger as a beancount journal, piece by piece: lots with cost, day and label, which sales name; prices of what one
 * unit is worth; at the end, what each account has by the figures, which `bean-check` holds the journal to.
 */
export function* beancountJournal(model: JournalModel): Generator<string> {
  const writer = new BeancountWriter(model);
  yield `option "title" "Tidemark"\noption "operating_currency" ${quoted(model.base)}\n`;
  // Costs for each unit are kept to 28 digits: what that leaves over is no difference.
  yield 'option "inferred_tolerance_default" "*:0.005"\n\n';
  for (const transaction of model.transactions()) {
    const body = writer.transaction(transaction);
    yield writer.opened(transaction.day) + body;
  }
  for (const { day, commodity, price, currency } of model.prices())
    yield `${formatDay(day)} price ${writer.commodity(commodity)}  ${text(price)} ${writer.currency(currency)}\n`;
  const after = formatDay((model.through + 1) as Day);
  yield '\n';
  for (const { account, commodity, amount } of model.balances()) {
    const [role, within] =
      'symbol' in commodity
        ? (['holdings', ''] as const)
        : (['cash', ` ~ ${text(decimal(5, minorUnits(commodity.currency) + 1))}`] as const);
    const name = writer.account(account, role);
    yield `${after} balance ${name}  ${text(amount)}${within} ${writer.commodity(commodity)}\n`;
  }
  yield writer.renamed(model.first);
}

class BeancountWriter {
  private readonly accounts: AccountNames;
  private readonly currencies = new Names(beancountCommodity);
  private readonly symbols: Names;
  private readonly known = new Set<string>();
  private fresh: string[] = [];

  constructor({ currencies, calledBy }: JournalModel) {
    this.accounts = new AccountNames(beancountAccount, calledBy);
    this.symbols = new Names(
      beancountCommodity,
      currencies.map((one) => this.currencies.of(one)),
    );
  }

  commodity(one: { readonly symbol: string } | { readonly currency: string }): string {
    return 'symbol' in one ? this.symbols.of(one.symbol) : this.currency(one.currency);
  }

  currency(name: string): string {
    return this.currencies.of(name);
  }

  account(owner: string | null, role: MoneyPosting['role']): string {
    const name = this.accounts.of(owner, role);
    if (!this.known.has(name)) {
      this.known.add(name);
      this.fresh.push(name);
    }
    return name;
  }

  /** Directives for the accounts that are used for the first time. */
  opened(day: Day): string {
    const lines = this.fresh.map((name) => `${formatDay(day)} open ${name}\n`);
    this.fresh = [];
    return lines.join('');
  }

  transaction({ day, type, symbol, note, lots, money, gains }: PlainTransaction): string {
    const said = [type, symbol].filter((one) => one !== null).join(' ');
    const payee = note === null ? '' : `${quoted(said)} `;
    const lines = [`${formatDay(day)} * ${payee}${quoted(note ?? said)}`];
    for (const lot of lots) lines.push(this.lot(lot));
    for (const one of money) lines.push(this.money(one));
    // Of parts of lots beancount takes the cost from the lot, to more digits than the ledger: it finds the gain.
    const isPart = lots.some(({ isOpening }) => !isOpening);
    if (isPart) lines.push(`  ${this.account(ownerOf(lots), 'gains')}`);
    else for (const gain of gains) lines.push(this.money(gain));
    return `${lines.join('\n')}\n\n`;
  }

  private money({ account, role, currency, amount }: MoneyPosting): string {
    return `  ${this.account(account, role)}  ${text(amount)} ${this.currency(currency)}`;
  }

  private lot({ account, symbol, quantity, cost, currency, opened, label, isOpening }: LotPosting): string {
    const named = `${this.currency(currency)}, ${formatDay(opened)}, "L${label}"`;
    const lot = isOpening ? `{{${text(absolute(cost))} ${named}}}` : `{${named}}`;
    return `  ${this.account(account, 'holdings')}  ${text(quantity)} ${this.symbols.of(symbol)} ${lot}`;
  }

  /** What instruments are called that beancount has no such name for. */
  renamed(first: Day): string {
    const lines = this.symbols
      .renamed()
      .map(([symbol, name]) => `${formatDay(first)} commodity ${name}\n  name: ${quoted(symbol)}\n`);
    return lines.length === 0 ? '' : `\n${lines.join('')}`;
  }
}

const ownerOf = (lots: readonly LotPosting[]): string | null => lots[0]?.account ?? null;
