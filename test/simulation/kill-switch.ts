import type { Store } from '../../app/service/index.ts';
import type { PlannedKill } from './faults.ts';

/** What every call of a node says after its end. */
export class Killed extends Error {}

/**
 * Ends a node in the middle of a job: from a call on, everything that it asks of the store or of a provider throws, and
 * what it holds is thrown away. A transaction that is under way is rolled back, as the database does by itself where
 * a process ends; what was committed has happened, whether its end was heard or not.
 */
export class KillSwitch {
  private left: number | null = null;
  private when: PlannedKill['when'] = 'before';
  private hasJob = false;
  isDead = false;

  arm({ call, when }: PlannedKill): void {
    this.left = call;
    this.when = when;
    this.hasJob = false;
  }

  get isArmed(): boolean {
    return this.left !== null;
  }

  /** Counts from here on. */
  jobBegun(): void {
    this.hasJob = true;
  }

  async call<T>(work: () => Promise<T>): Promise<T> {
    const isLast = this.counted();
    if (isLast && this.when === 'before') this.isDead = true;
    this.check();
    const answer = await work();
    if (isLast) this.isDead = true;
    this.check();
    return answer;
  }

  /** For calls that answer at once. */
  check(): void {
    if (this.isDead) throw new Killed('the node was killed');
  }

  private counted(): boolean {
    if (this.left === null || !this.hasJob || this.isDead) return false;
    this.left -= 1;
    return this.left <= 0;
  }
}

type Method = (...args: unknown[]) => unknown;

/** A store of which every call goes through the switch, those of its transactions too. */
export function killable(store: Store, kill: KillSwitch): Store {
  const made = new WeakMap<object, object>();
  const wrap = <Thing extends object>(thing: Thing, name = ''): Thing => {
    const known = made.get(thing);
    if (known !== undefined) return known as Thing;
    const proxy = new Proxy(thing, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value === 'object' && value !== null) return wrap(value, String(key));
        if (typeof value !== 'function') return value;
        return methodOf(target, value as Method, `${name}.${String(key)}`);
      },
    });
    made.set(thing, proxy);
    return proxy;
  };
  const methodOf =
    (target: object, method: Method, name: string): Method =>
    (...args) => {
      if (name === '.of') {
        kill.check();
        return wrap(method.apply(target, args) as object);
      }
      if (name === '.close') return method.apply(target, args);
      const own = args.map((one) => (typeof one === 'function' ? inside(one as Method) : one));
      return kill.call(async () => {
        const answer = await method.apply(target, own);
        if (name === 'queue.claim' && answer !== null) kill.jobBegun();
        return answer;
      });
    };
  /** What is done in a transaction is done by calls of its own. */
  const inside =
    (work: Method): Method =>
    (tx, ...rest) =>
      work(typeof tx === 'object' && tx !== null ? wrap(tx) : tx, ...rest);
  return wrap(store);
}
