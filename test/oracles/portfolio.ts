/** Portfolios made from the texts of their files, the whole way through the engine as a program goes it. */
import {
  type Day,
  type Disposal,
  type Facts,
  type FileSource,
  fileInMemory,
  formatDay,
  type History,
  hasErrors,
  type LotMethod,
  minorUnitsToNumber,
  type OpenLot,
  openHistory,
  type Position,
  type Problem,
  parseDay,
  type ReportRequest,
  readFacts,
  toNumber,
  type ValueReport,
  valueReport,
} from '../../engine/index.ts';

/** A file: CSV text with its header, in memory; or bytes under the name that says what they are. */
export type FileText = string | { readonly name: string; readonly bytes: Uint8Array };

export type Texts = {
  readonly ledger: string;
  readonly accounts?: string;
  readonly instruments?: string;
  /** Text is a long file; bytes are a file named after its symbol or pair. */
  readonly prices?: FileText | readonly FileText[];
  readonly rates?: FileText | readonly FileText[];
  readonly splits?: string;
};

export type Choices = {
  readonly base?: string;
  readonly lots?: LotMethod;
  readonly fees?: 'expense' | 'capitalize';
  /** Extends the history to this day. */
  readonly to?: string;
};

const REQUEST: ReportRequest = {
  from: null,
  to: null,
  every: 'day',
  account: null,
  positionsBy: 'symbol',
  flows: 'in-start-out-end',
  calendar: 'auto',
  riskFree: 0,
  volatilityOf: 'simple',
  benchmark: null,
};

/** A day of the calendar; throws where the text is none. */
export function dayOf(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`not a day: ${text}`);
  return parsed;
}

/** A ledger's history. Amounts that are asked of it are numbers in base, not minor units. */
export class Portfolio {
  readonly facts: Facts;
  readonly history: History;
  readonly problems: readonly Problem[];
  private readonly choices: Required<Omit<Choices, 'to'>>;

  constructor(texts: Texts, choices: Choices = {}) {
    this.choices = {
      base: choices.base ?? 'USD',
      lots: choices.lots ?? 'fifo',
      fees: choices.fees ?? 'expense',
    };
    const files = {
      ledger: [inMemory('ledger.csv', texts.ledger)],
      accounts: listed('accounts.csv', texts.accounts),
      instruments: listed('instruments.csv', texts.instruments),
      splits: listed('splits.csv', texts.splits),
      prices: series(texts.prices),
      rates: series(texts.rates),
    };
    const facts = readFacts(files, this.choices.base, false);
    const to = choices.to === undefined ? null : dayOf(choices.to);
    const history = openHistory(facts.output, { ...this.choices, staleAfterDays: 5 }, to);
    this.facts = facts.output;
    this.history = history.output;
    this.problems = [...facts.problems, ...history.problems];
  }

  /** Codes of the errors, in order. */
  errors(): string[] {
    return this.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  }

  amount(minorUnits: number): number {
    return minorUnitsToNumber(minorUnits, this.history.decimals);
  }

  /** A level, or the amount of that day. */
  figure(name: 'equity' | 'cash' | 'unrealized' | 'realized' | 'fx', date: string, account?: string): number {
    return this.amount(this.history.columns(account)[name][dayOf(date) - this.history.first] ?? Number.NaN);
  }

  /** The position at the end of a day, or of the history; throws where there never was one. */
  position(symbol: string, date?: string, account?: string): Position {
    const day = date === undefined ? this.history.last : dayOf(date);
    const scope = account === undefined ? {} : { account };
    const found = this.history.positions(day, this.history.first, scope).find((one) => one.symbol === symbol);
    if (found === undefined) throw new Error(`no position in ${symbol} on ${formatDay(day)}`);
    return found;
  }

  quantity(symbol: string, date?: string): number {
    return toNumber(this.position(symbol, date).quantity);
  }

  /** Lots open at the end of a day, or of the history, oldest first. */
  lots(symbol: string, date?: string): OpenLot[] {
    const day = date === undefined ? this.history.last : dayOf(date);
    return this.history.openLots(day).filter((lot) => lot.symbol === symbol);
  }

  /** Closed parts of lots, in order of closing. */
  disposals(): Disposal[] {
    return this.history.disposals(this.history.first, this.history.last);
  }

  /** The report from one day to another; throws where there is none. */
  report(from?: string, to?: string, request: Partial<ReportRequest> = {}): ValueReport {
    if (hasErrors(this.problems)) throw new Error(this.problems.map(({ message }) => message).join('; '));
    const { report, problems } = valueReport(
      this.history,
      { ...this.facts, conventions: { ...this.choices, staleAfterDays: 5 } },
      {
        ...REQUEST,
        from: from === undefined ? null : dayOf(from),
        to: to === undefined ? null : dayOf(to),
        ...request,
      },
    );
    if (report === null) throw new Error(problems.map(({ message }) => message).join('; '));
    return report;
  }
}

function series(texts: Texts['prices']) {
  const all = texts === undefined ? [] : Array.isArray(texts) ? texts : [texts as FileText];
  return all.map((text: FileText) => ({
    source: inMemory('series.csv', text),
    kind: typeof text === 'string' ? ('long' as const) : ('named' as const),
  }));
}

function listed(name: string, text: string | undefined): FileSource[] {
  return text === undefined ? [] : [inMemory(name, text)];
}

function inMemory(name: string, text: FileText): FileSource {
  return typeof text === 'string'
    ? fileInMemory(name, new TextEncoder().encode(text))
    : fileInMemory(text.name, text.bytes);
}
