import { Checks } from './checks.ts';

/** The last item of a page by its name and day: the next page begins after it, whatever came or went before it. */
export interface Place {
  readonly name: string;
  readonly day: number;
}

export function cursorOf({ name, day }: Place): string {
  return Buffer.from(JSON.stringify([name, day])).toString('base64url');
}

/** Throws Refusal `invalid` for a cursor that this program has not given out. */
export function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && typeof place[0] === 'string' && Number.isSafeInteger(place[1]))
      return { name: place[0], day: place[1] };
  } catch {
    // Not JSON: refused below.
  }
  const checks = new Checks();
  checks.refuse('setting_invalid', 'cursor', 'the cursor is none of this list', {
    remedy: 'Begin again without a cursor.',
  });
  checks.end();
  return { name: '', day: 0 };
}
