import { parseArgs } from 'node:util';
import { type Problem, type ProblemCode, problem } from '@tidemark/engine';
import type { Command, Flag } from './command.ts';
import { Given } from './given.ts';
import { nearestName } from './nearest-name.ts';

/** Reads the arguments behind a command's name. `--flag a b` and `--flag a --flag b` both give two values. */
export function parseCall(command: Command, args: readonly string[]): Given {
  const call = new Call(command);
  const options = Object.fromEntries(
    command.flags.map((flag) => [
      flag.name,
      { type: flag.kind === 'switch' ? 'boolean' : 'string', multiple: true } as const,
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'option') call.flag(token.rawName, token.name, token.value);
    else if (token.kind === 'positional') call.word(token.value);
  }
  return call.result();
}

class Call {
  private readonly command: Command;
  private readonly values = new Map<string, string[]>();
  private readonly operands: string[] = [];
  private readonly problems: Problem[] = [];
  /** The flag that further words belong to. */
  private open: string | null = null;

  constructor(command: Command) {
    this.command = command;
  }

  flag(written: string, name: string, value: string | undefined): void {
    const flag = this.command.flags.find((known) => known.name === name);
    this.open = flag?.kind === 'many' ? name : null;
    if (flag === undefined) return this.refuseUnknown(written);
    const values = this.values.get(name) ?? [];
    this.values.set(name, values);
    if (flag.kind === 'switch') {
      if (value !== undefined)
        this.note('flag_value', written, `${written} takes no value`, `Write ${written} alone.`);
    } else if (value === undefined || value === '' || /^--./.test(value)) {
      this.note(
        'flag_value',
        written,
        `${written} needs a value`,
        `Write ${written} ${flag.value ?? 'VALUE'}.`,
      );
    } else {
      values.push(value);
    }
  }

  word(text: string): void {
    if (this.open !== null) this.values.get(this.open)?.push(text);
    else this.operands.push(text);
  }

  result(): Given {
    // The words behind a flag that is not known may be its values.
    if (this.problems.length === 0) this.checkOperands();
    return new Given(this.values, this.operands, this.problems);
  }

  private checkOperands(): void {
    const { operands } = this.command;
    for (const missing of operands.slice(this.operands.length)) {
      this.note(
        'operand_missing',
        missing,
        `${missing} is missing`,
        `Write tidemark ${this.command.manual.usage[0]}.`,
      );
    }
    for (const extra of this.operands.slice(operands.length)) {
      const remedy = `See tidemark ${this.command.name} --help.`;
      this.note('operand_unknown', extra, `${JSON.stringify(extra)} is one word too many`, remedy);
    }
  }

  private refuseUnknown(written: string): void {
    const flags = this.command.flags.map((flag: Flag) => `--${flag.name}`);
    const meant = nearestName(written, [...flags, '--help']);
    const help = `See tidemark ${this.command.name} --help.`;
    const remedy = meant === null ? help : `Did you mean ${meant}? ${help}`;
    this.note('flag_unknown', written, `${this.command.name} has no flag ${written}`, remedy);
  }

  private note(code: ProblemCode, field: string, message: string, remedy: string): void {
    this.problems.push(problem(code, { field }, message, { remedy }));
  }
}
