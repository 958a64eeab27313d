import type { EventInput } from '@tidemark/engine';

/** The program's ids of events by those of their sources, which are unique within an account. */
export class SourceIds {
  private readonly ids = new Map<string, string>();

  add(account: string, sourceId: string | null, id: string): void {
    if (sourceId !== null) this.ids.set(keyOf(account, sourceId), id);
  }

  /** The same event, its lot named by the program's id. */
  resolved(event: EventInput): EventInput {
    const { account, lot } = event;
    if (lot === undefined || lot === null || typeof account !== 'string') return event;
    const id = this.ids.get(keyOf(account, String(lot)));
    return id === undefined ? event : { ...event, lot: id };
  }
}

const keyOf = (account: string, sourceId: string): string => JSON.stringify([account, sourceId]);
