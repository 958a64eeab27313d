import type { Kind, TableWords } from './format.ts';
import { normalized } from './header.ts';
import type { Questions } from './questions.ts';
import type { Row } from './row.ts';

/** What may be answered of a word that is not known. */
export const KINDS_ASKED: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'buy', label: 'a purchase' },
  { value: 'sell', label: 'a sale' },
  { value: 'dividend', label: 'a dividend or distribution' },
  { value: 'interest', label: 'interest' },
  { value: 'cash', label: 'money paid in or out' },
  { value: 'fee', label: 'a fee' },
  { value: 'tax', label: 'a tax' },
  { value: 'transfer', label: 'units or money moved from or to another account' },
  { value: 'split_added', label: 'a split, stating the units that it added' },
  { value: 'split_ratio', label: 'a split, stating new units per old' },
  { value: 'unclassified', label: 'keep it as unclassified: it counts as unexplained' },
  { value: 'skip: left out by choice', label: 'leave it out' },
];

/** The words of a table, looked up once for each text. */
export class KindWords {
  private readonly title: string;
  private readonly exact = new Map<string, Kind>();
  private readonly beginnings: (readonly [string, Kind])[] = [];
  private readonly known = new Map<string, Kind | null>();

  constructor(words: TableWords, title: string) {
    this.title = title;
    for (const [word, kind] of Object.entries(words.types)) {
      if (word.endsWith('*')) this.beginnings.push([normalized(word.slice(0, -1)), kind]);
      else this.exact.set(normalized(word), kind);
    }
    this.beginnings.sort(([a], [b]) => b.length - a.length);
  }

  /** What a row is by its words; null, and refused, for a word that is not known and of which nothing was answered. */
  kindOf(row: Row, questions: Questions): Kind | null {
    const type = row.text('type');
    const subtype = row.text('subtype');
    const known = (subtype === '' ? null : this.find(`${type}/${subtype}`)) ?? this.find(type);
    if (known !== null) return known;
    if (type === '') {
      row.refuse('field_required', 'type', 'the row does not say what it is');
      return null;
    }
    const word = type.slice(0, 80);
    const answer = questions.ask(
      {
        id: `type.${word}`,
        text: `What is ${JSON.stringify(word)}?`,
        why: `The word is not among those known of ${this.title}.`,
        choices: KINDS_ASKED,
        proposed: null,
      },
      row.line,
    );
    if (answer !== null) return answer as Kind;
    row.refuse('type_unknown', 'type', `${JSON.stringify(word)} is no word that is known of ${this.title}`);
    return null;
  }

  private find(text: string): Kind | null {
    const kept = this.known.get(text);
    if (kept !== undefined) return kept;
    const name = normalized(text);
    const kind =
      this.exact.get(name) ?? this.beginnings.find(([beginning]) => name.startsWith(beginning))?.[1] ?? null;
    if (this.known.size < 10_000) this.known.set(text, kind);
    return kind;
  }
}
