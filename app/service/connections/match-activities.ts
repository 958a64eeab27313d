import { hash } from 'node:crypto';
import type { ActivityRecord, BrokerActivity } from '../ports/index.ts';

/** Fields that name an activity and say nothing of it. */
const ID_FIELDS: readonly string[] = ['id', 'investment_transaction_id'];

/** How what a provider told of a stretch of days compares with what is kept of it. */
export interface Matched {
  /** Never seen. */
  readonly fresh: readonly BrokerActivity[];
  /** Seen under this id, with another content. */
  readonly changed: readonly { readonly activity: BrokerActivity; readonly kept: ActivityRecord }[];
  /** Seen under another id, which the provider does not tell any more. */
  readonly renamed: readonly { readonly activity: BrokerActivity; readonly kept: ActivityRecord }[];
  /** How many are as they were. */
  readonly known: number;
}

/** Equal for activities that say the same under whatever id. */
export function fingerprintOf({ raw }: Pick<BrokerActivity, 'raw'>): string {
  const fields = Object.entries(JSON.parse(raw) as object).filter(([name]) => !ID_FIELDS.includes(name));
  return hash('sha256', JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1))), 'base64url');
}

/**
 * Compares a complete answer with everything that is kept of the same days. An id tells an activity. Where the
 * provider gives new ids, equal content does: as often as it was kept under ids that are not told any more, so that
 * of equal fills none is lost and none doubled.
 */
export function matchActivities(
  account: string,
  told: readonly BrokerActivity[],
  kept: readonly ActivityRecord[],
): Matched {
  const byId = new Map(kept.map((one) => [one.id, one]));
  const ids = new Set(told.map(({ id }) => id));
  const gone = Map.groupBy(
    kept.filter((one) => one.account === account && !ids.has(one.id)),
    ({ fingerprint }) => fingerprint,
  );
  const matched = {
    fresh: [] as BrokerActivity[],
    changed: [] as Matched['changed'][number][],
    renamed: [] as Matched['renamed'][number][],
    known: 0,
  };
  for (const activity of told) {
    const same = byId.get(activity.id);
    const fingerprint = fingerprintOf(activity);
    if (same !== undefined) {
      const isSaid = same.fingerprint === fingerprint || same.changedRaw === activity.raw;
      if (isSaid) matched.known++;
      else matched.changed.push({ activity, kept: same });
      continue;
    }
    const before = gone.get(fingerprint)?.shift();
    if (before === undefined) matched.fresh.push(activity);
    else matched.renamed.push({ activity, kept: before });
  }
  return matched;
}
