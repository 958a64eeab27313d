import type { HeldBackRecord } from '../ports/index.ts';

/** Counts what a round brings. */
export class Tally {
  private stored = 0;
  private readonly heldBack: HeldBackRecord[] = [];

  add(stored: number, heldBack: readonly HeldBackRecord[]): void {
    this.stored += stored;
    this.heldBack.push(...heldBack);
  }

  told(): { readonly stored: number; readonly heldBack: readonly HeldBackRecord[] } {
    return { stored: this.stored, heldBack: this.heldBack };
  }
}
