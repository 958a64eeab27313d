import { useNavigate } from '@tanstack/react-router';
import type { Transaction } from '@tidemark/contract';
import { useState } from 'react';
import { useList, useMe, useRead } from '../../data/index.ts';
import { Button, Empty, Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead, UndoButtons, useAddressValues } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';
import { EventDrawer } from './event-drawer.tsx';
import { EventForm, type Subject } from './event-form.tsx';
import { EVENT_KINDS, type EventType } from './event-kinds.ts';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, useFilters } from './filters.ts';
import { LedgerTable } from './ledger-table.tsx';

/** Read at once: so few that taking them in is never felt while one scrolls. */
const PAGE_ROWS = 400;

/** The ledger: looked through, added to, corrected, taken back. */
export default function ActivityPage() {
  const filters = useFilters();
  const [{ event, add }, setAddress] = useAddressValues(['event', 'add']);
  const [correcting, setCorrecting] = useState<Transaction | null>(null);
  const ledger = useList('listTransactions', { query: { limit: PAGE_ROWS, ...filters.query } });
  const accounts = useRead('listAccounts', {}).data?.items ?? [];
  const main = accounts.find(({ is_main: isMain }) => isMain)?.id;
  const account = filters.values.account_id ?? main ?? accounts[0]?.id ?? '';
  const currency = useMe().data?.base_currency;
  const subject = subjectOf(correcting, add);
  const close = () => {
    setCorrecting(null);
    setAddress({ add: null });
  };
  const open = (id: string | null) => setAddress({ event: id });
  return (
    <>
      <PageHead title="Activity">
        <UndoButtons />
        <Button icon="plus" onClick={() => setAddress({ add: 'buy' })}>
          Event
        </Button>
        <Button kind="main" icon="plus" onClick={() => setAddress({ add: 'deposit' })}>
          Deposit
        </Button>
      </PageHead>
      <FilterBar filters={filters} accounts={accounts} />
      {filters.at !== null && <Jumped filters={filters} />}
      {ledger.error ? (
        <Failure error={ledger.error} onRetry={() => void ledger.refetch()} />
      ) : ledger.items === undefined ? (
        <SkeletonRows rows={12} />
      ) : ledger.items.length === 0 ? (
        <Nothing filters={filters} onAdd={() => setAddress({ add: 'deposit' })} />
      ) : (
        <LedgerTable
          key={JSON.stringify(filters.query)}
          transactions={ledger.items}
          accounts={accounts}
          isOldestFirst={filters.isOldestFirst}
          onTurn={filters.turn}
          onOpen={({ id }) => open(id)}
          onEnd={ledger.readOn}
        />
      )}
      {event !== null && correcting === null && currency !== undefined && (
        <EventDrawer
          key={event}
          id={event}
          accounts={accounts}
          currency={currency}
          onCorrect={setCorrecting}
          onClose={() => open(null)}
        />
      )}
      {subject !== null && currency !== undefined && account !== '' && (
        <EventForm
          key={'add' in subject ? subject.add : subject.correct.id}
          subject={subject}
          accounts={accounts}
          account={account}
          today={todayIn(accounts.find(({ id }) => id === account)?.time_zone)}
          currency={currency}
          onClose={close}
        />
      )}
    </>
  );
}

function subjectOf(correcting: Transaction | null, add: string | null): Subject | null {
  if (correcting !== null) return { correct: correcting };
  return add !== null && Object.hasOwn(EVENT_KINDS, add) ? { add: add as EventType } : null;
}

/** The day of now where the account is, YYYY-MM-DD. */
const todayIn = (timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());

function Jumped({ filters }: { readonly filters: Filters }) {
  const text = useText();
  return (
    <p className="mb-3 flex flex-wrap items-center gap-3 text-faint">
      From {text.date(filters.at)} {filters.isOldestFirst ? 'on' : 'back'}.
      <Button kind="quiet" icon="up" className="min-h-9" onClick={() => filters.jump(null)}>
        {filters.isOldestFirst ? 'To the oldest' : 'To the newest'}
      </Button>
    </p>
  );
}

function Nothing({ filters, onAdd }: { readonly filters: Filters; readonly onAdd: () => void }) {
  const navigate = useNavigate();
  if (filters.count > 0 || filters.at !== null) {
    const clear = (
      <Button
        onClick={() => {
          filters.clear();
          filters.jump(null);
        }}
      >
        Show everything
      </Button>
    );
    return (
      <Empty icon="filter" title="No event is like that" actions={clear}>
        The filters leave nothing of the ledger.
      </Empty>
    );
  }
  const ways = (
    <>
      <Button kind="main" onClick={() => void navigate({ to: '/import' })}>
        Bring a broker's file
      </Button>
      <Button onClick={onAdd}>Record a deposit</Button>
    </>
  );
  return (
    <Empty icon="activity" title="Nothing has happened yet" actions={ways}>
      Deposits, trades, dividends and everything else that is recorded or imported stands here.
    </Empty>
  );
}
