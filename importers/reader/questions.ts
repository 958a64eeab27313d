/** Something that the file does not prove. It is asked; it is never guessed. */
export interface Question {
  /** The name of its answer: `date_order`, `type.Journal`. */
  readonly id: string;
  readonly text: string;
  /** Why the file does not say. */
  readonly why: string;
  /** The answers that are taken; none where any text of the right form is. */
  readonly choices: readonly Choice[];
  /** The answer by which the preview is made; null where none is likelier than another. */
  readonly proposed: string | null;
  /** Lines that it is about, the first few. */
  readonly lines: readonly number[];
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const LINES_SHOWN_MAX = 10;

/** The questions of one reading, and the answers that were given. */
export class Questions {
  private readonly answers: Readonly<Record<string, string>>;
  private readonly asked = new Map<string, Question & { lines: number[] }>();
  private readonly answeredIds = new Set<string>();

  constructor(answers: Readonly<Record<string, string>>) {
    this.answers = answers;
  }

  /** The answer, where one was given that is among the choices; else null, and the question is open. */
  ask(question: Omit<Question, 'lines'>, line: number | null = null): string | null {
    const given = Object.hasOwn(this.answers, question.id) ? this.answers[question.id] : undefined;
    const { choices } = question;
    if (given !== undefined && (choices.length === 0 || choices.some(({ value }) => value === given))) {
      this.answeredIds.add(question.id);
      return given;
    }
    const known = this.asked.get(question.id) ?? { ...question, lines: [] };
    if (line !== null && known.lines.length < LINES_SHOWN_MAX) known.lines.push(line);
    this.asked.set(question.id, known);
    return null;
  }

  /** Those without an answer. */
  open(): Question[] {
    return [...this.asked.values()].filter(({ id }) => !this.answeredIds.has(id));
  }
}
