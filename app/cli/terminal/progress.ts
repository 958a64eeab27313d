import type { Terminal } from './terminal.ts';

/** Work that ends within this time is not worth a line. */
const QUIET_MS = 1000;
const SCREEN_MS = 100;
const LOG_MS = 5000;

/** Tells on stderr how far long work has come: one line drawn over on a screen, a line now and then elsewhere. */
export class Progress {
  private readonly terminal: Terminal;
  private readonly started: number;
  private told = Number.NEGATIVE_INFINITY;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    this.started = terminal.now();
  }

  /** `share` of the work is done, from 0 to 1; null where that is not known. */
  at(doing: string, share: number | null): void {
    const now = this.terminal.now();
    const pause = this.terminal.progress ? SCREEN_MS : LOG_MS;
    if (now - this.started < QUIET_MS || now - this.told < pause) return;
    this.told = now;
    const line = share === null ? `${doing} …` : `${doing} … ${Math.floor(share * 100)} %`;
    this.terminal.err(this.terminal.progress ? `\r\x1b[2K${line}` : `${line}\n`);
  }

  /** Takes the line away. */
  done(): void {
    if (this.terminal.progress && this.told > this.started) this.terminal.err('\r\x1b[2K');
  }
}
