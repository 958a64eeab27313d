/** An event of a stream. */
export interface Received {
  readonly event: string;
  readonly id: string;
  // A test says which event it expects by what it reads of it.
  // biome-ignore lint/suspicious/noExplicitAny: the contract's schema is checked by the test
  readonly data: any;
}

/** The events of an open answer, one after another. */
export class EventReader {
  readonly response: Response;
  /** Everything that was read, with comments. */
  text = '';
  private readonly controller: AbortController;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private rest = '';

  private constructor(response: Response, controller: AbortController) {
    this.response = response;
    this.controller = controller;
    if (response.body === null) throw new Error('an answer without a body');
    this.chunks = response.body[Symbol.asyncIterator]();
  }

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventReader> {
    const controller = new AbortController();
    return new EventReader(await fetch(url, { headers, signal: controller.signal }), controller);
  }

  /** The next event; null where the stream has ended. */
  async next(): Promise<Received | null> {
    for (;;) {
      const end = this.rest.indexOf('\n\n');
      if (end < 0) {
        const { done, value } = await this.chunks.next();
        if (done) return null;
        const text = this.decoder.decode(value, { stream: true });
        this.text += text;
        this.rest += text;
        continue;
      }
      const block = this.rest.slice(0, end);
      this.rest = this.rest.slice(end + 2);
      const found = eventOf(block);
      if (found !== null) return found;
    }
  }

  /** Events up to and with the first that is such. */
  async until(is: (event: Received) => boolean): Promise<Received[]> {
    const events: Received[] = [];
    for (;;) {
      const event = await this.next();
      if (event === null) throw new Error(`the stream ended after ${JSON.stringify(events)}`);
      events.push(event);
      if (is(event)) return events;
    }
  }

  /** Leaves. */
  close(): void {
    this.controller.abort();
  }
}

function eventOf(block: string): Received | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const [event, id, data] = [fields.get('event'), fields.get('id'), fields.get('data')];
  if (event === undefined || id === undefined || data === undefined) return null;
  return { event, id, data: JSON.parse(data) };
}
