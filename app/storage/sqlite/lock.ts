/** Hands out one thing, or a few alike, to one holder at a time, in the order of asking. */
export class Turns<Thing> {
  private readonly free: Thing[];
  private readonly waiting: ((thing: Thing) => void)[] = [];

  constructor(things: readonly Thing[]) {
    this.free = [...things];
  }

  async take(): Promise<Thing> {
    const thing = this.free.pop();
    if (thing !== undefined) return thing;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  giveBack(thing: Thing): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free.push(thing);
    else next(thing);
  }
}
