import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { Clock, OwnerWrites, Store } from '../service/ports/index.ts';
import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';
import { ledgerOf } from './ledger/ledger.ts';
import { openMeta } from './meta.ts';
import { pricesOf, ratesOf } from './quotes/quotes.ts';
import type { Scope, VersionName } from './scope.ts';
import { accountsOf } from './tables/accounts.ts';
import { alertsOf, incidentsOf, watch } from './tables/alerts.ts';
import { captures } from './tables/captures.ts';
import { changesOf } from './tables/changes.ts';
import { connectionsOf } from './tables/connections.ts';
import { dividendsOf } from './tables/dividends.ts';
import { feeSchedulesOf } from './tables/fee-schedules.ts';
import { heldBackOf } from './tables/held-back.ts';
import { holdings } from './tables/holdings.ts';
import { idempotencyOf } from './tables/idempotency.ts';
import { importsOf } from './tables/imports.ts';
import { instrumentsOf } from './tables/instruments.ts';
import { intradayPricesOf } from './tables/intraday-prices.ts';
import { jobQueue, jobsOf } from './tables/jobs.ts';
import { latestPricesOf } from './tables/latest-prices.ts';
import { observationsOf } from './tables/observations.ts';
import { portfoliosOf } from './tables/portfolios.ts';
import { sealsOf } from './tables/seals.ts';
import { settingsOf } from './tables/settings.ts';
import { splitsOf } from './tables/splits.ts';
import { users } from './tables/users.ts';
import { ensureVersions, moveVersions, readVersions, versionsOf } from './tables/versions.ts';

/** The store over a migrated database. */
export async function storeOver(db: Kysely<Database>, dialect: Dialect, clock: Clock): Promise<Store> {
  const insideWrite = new AsyncLocalStorage<boolean>();
  return {
    users: users(db, dialect),
    queue: jobQueue(db, dialect),
    holdings: holdings(db, dialect),
    captures: captures(db, dialect),
    watch: watch(db),
    meta: await openMeta(db, dialect),
    writeMark: () => dialect.writeMark(),
    versionsOf: (owners) => versionsOf(db, owners),
    of: (owner) => ownerIn({ db, dialect, owner, clock, touched: null }),
    read: (owner, work) =>
      db
        .transaction()
        .setAccessMode('read only')
        .setIsolationLevel('repeatable read')
        .execute((tx) => work(ownerIn({ db: tx, dialect, owner, clock, touched: null }))),
    write: async (owner, work) => {
      // It would wait for the transaction around it, which waits for it.
      if (insideWrite.getStore()) throw new Error('store.write inside of store.write');
      return db.transaction().execute(async (tx) => {
        await ensureVersions(tx, owner);
        await dialect.lockOwner(tx, owner);
        const touched = new Set<VersionName>();
        const scope = { db: tx, dialect, owner, clock, touched };
        const answer = await insideWrite.run(true, () => work(ownerIn(scope)));
        await moveVersions(tx, owner, touched);
        return answer;
      });
    },
    close: () => db.destroy(),
  };
}

/** Every store of one owner, in one transaction or outside. */
function ownerIn(scope: Scope): OwnerWrites {
  return {
    owner: scope.owner,
    versions: () => readVersions(scope),
    accounts: accountsOf(scope),
    portfolios: portfoliosOf(scope),
    feeSchedules: feeSchedulesOf(scope),
    instruments: instrumentsOf(scope),
    ledger: ledgerOf(scope),
    prices: pricesOf(scope),
    rates: ratesOf(scope),
    splits: splitsOf(scope),
    latestPrices: latestPricesOf(scope),
    heldBack: heldBackOf(scope),
    dividends: dividendsOf(scope),
    intradayPrices: intradayPricesOf(scope),
    seals: sealsOf(scope),
    observations: observationsOf(scope),
    imports: importsOf(scope),
    connections: connectionsOf(scope),
    alerts: alertsOf(scope),
    incidents: incidentsOf(scope),
    jobs: jobsOf(scope),
    changes: changesOf(scope),
    idempotency: idempotencyOf(scope),
    settings: settingsOf(scope),
  };
}
