import { absolute, add, type Decimal, formatDecimal, type ProblemCode, signOf } from '@tidemark/engine';
import type { Conventions } from './conventions.ts';
import type { Moment } from './dates.ts';
import type { Delimited } from './delimited.ts';
import type { Field, NumberField } from './format.ts';
import type { BoundTable } from './header.ts';
import { bareNumber, type NumberLocale, readNumber, shapeOf } from './numbers.ts';
import { productFits } from './products.ts';

/** Texts by field. */
export type Derived = Readonly<Partial<Record<Field, string>>>;

const NOTHING: Derived = {};

/** Takes note of what is wrong with a row; a row with such a note becomes no event. */
export type Refuse = (code: ProblemCode, line: number, field: string | null, message: string) => void;

/** One row of a table, asked for by field. Numbers and dates are read by the conventions of the file. */
export class Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly table: BoundTable;
  /** Whether something in it was refused. */
  isRefused = false;
  private readonly conventions: Conventions;
  private readonly note: Refuse;
  /** Numbers that were asked for before. */
  private kept: Partial<Record<NumberField, Decimal | null>> = {};
  private when: { date: string; time: string | null } | null | undefined;
  private proven: NumberLocale | 'none' | null = null;
  /** Texts of fields that the format finds in other texts of the row. */
  private derived: Derived = NOTHING;

  constructor(record: Delimited, table: BoundTable, conventions: Conventions, refuse: Refuse) {
    this.line = record.line;
    this.cells = record.cells;
    this.table = table;
    this.conventions = conventions;
    this.note = refuse;
    if (table.words.derive === undefined) return;
    this.derived = table.words.derive(this);
    // What was asked for on the way may have been another text.
    this.kept = {};
    this.proven = null;
  }

  /** The first text of a field; empty where there is none. */
  text(field: Field): string {
    const derived = this.derived[field];
    if (derived !== undefined) return derived;
    for (const at of this.table.places[field] ?? []) {
      const text = this.cells[at]?.trim() ?? '';
      if (text !== '' && text !== '-' && text !== '--') return text;
    }
    return '';
  }

  /** The text under a header's name, for what is no field. */
  under(name: string): string {
    const at = this.table.header.findIndex((one) => one.trim().toLowerCase() === name.toLowerCase());
    return at < 0 ? '' : (this.cells[at]?.trim() ?? '');
  }

  /** A number, the sum where several columns are of the field; null where all are empty. */
  number(field: NumberField): Decimal | null {
    const known = this.kept[field];
    if (known !== undefined) return known;
    const value = this.sumOf(field);
    this.kept[field] = value;
    return value;
  }

  private sumOf(field: NumberField): Decimal | null {
    const derived = this.derived[field];
    if (derived !== undefined) return this.read(derived, field);
    let sum: Decimal | null = null;
    for (const at of this.table.places[field] ?? []) {
      const value = this.read(this.cells[at] ?? '', field);
      if (value !== null) sum = sum === null ? value : add(sum, value);
    }
    return sum;
  }

  /** A number without its sign, as text; undefined where it is absent. */
  size(field: NumberField): string | undefined {
    const value = this.number(field);
    return value === null ? undefined : formatDecimal(absolute(value));
  }

  /** -1, 0 or 1; 0 also where it is absent. */
  sign(field: NumberField): -1 | 0 | 1 {
    const value = this.number(field);
    return value === null ? 0 : signOf(value);
  }

  /** A number written in a text, by the file's conventions. */
  numberIn(text: string, field: string): Decimal | null {
    return this.read(text, field);
  }

  /** Sums of costs by the currency that the column's name states, or '' where it states none. */
  costs(field: 'fee' | 'tax'): ReadonlyMap<string, Decimal> {
    const sums = new Map<string, Decimal>();
    const derived = this.derived[field] === undefined ? null : this.number(field);
    if (derived !== null) return signOf(derived) === 0 ? sums : sums.set('', derived);
    for (const at of this.table.places[field] ?? []) {
      const value = this.read(this.cells[at] ?? '', field);
      if (value === null || signOf(value) === 0) continue;
      const currency = this.table.stars.get(at) ?? '';
      const known = sums.get(currency);
      sums.set(currency, known === undefined ? value : add(known, value));
    }
    return sums;
  }

  /** The currency that the name of a field's column states. */
  star(field: Field): string {
    const [at] = this.table.places[field] ?? [];
    return at === undefined ? '' : (this.table.stars.get(at) ?? '');
  }

  /** The day and time of the row in the account's zone; null, and refused, where it has none. */
  moment(): { date: string; time: string | null } | null {
    if (this.when === undefined) this.when = this.readMoment();
    return this.when;
  }

  private readMoment(): { date: string; time: string | null } | null {
    const [date, time] = [this.text('date'), this.text('time')];
    const text = time === '' ? date : `${date} ${time}`.trim();
    const read = text === '' ? null : this.conventions.moment(text, this.table.words);
    if (read === null) {
      const message = text === '' ? 'the row has no date' : `${JSON.stringify(text.slice(0, 40))} is no date`;
      this.refuse(text === '' ? 'field_required' : 'date_invalid', 'date', message);
    }
    return read;
  }

  /** A date written in a text; null for what is none. */
  momentIn(text: string): Moment | null {
    return this.conventions.read(text, this.table.words);
  }

  refuse(code: ProblemCode, field: string | null, message: string): void {
    this.isRefused = true;
    this.note(code, this.line, field, message);
  }

  /** The locale of a number: the file's, unless it can be read both ways and the row's own product proves one. */
  private localeOf(bare: string): NumberLocale {
    if (this.conventions.isUniform || shapeOf(bare) !== 'either') return this.conventions.numbers;
    this.proven ??= this.provenLocale();
    return this.proven === 'none' ? this.conventions.numbers : this.proven;
  }

  private provenLocale(): NumberLocale | 'none' {
    const [quantity, price, amount] = (['quantity', 'price', 'amount'] as const).map((field) =>
      bareNumber(this.text(field)),
    );
    const fits = (['point', 'comma'] as const).filter((locale) =>
      productFits(quantity, price, amount, locale),
    );
    return fits.length === 1 ? fits[0] : 'none';
  }

  private read(text: string, field: string): Decimal | null {
    const bare = bareNumber(text);
    if (bare === '') return null;
    const value = bare === null ? null : readNumber(bare, this.localeOf(bare));
    if (value === null)
      this.refuse('number_invalid', field, `${JSON.stringify(text.slice(0, 40))} is no number`);
    return value;
  }
}
