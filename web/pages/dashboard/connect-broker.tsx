import type { Connection } from '@tidemark/contract';
import { type FormEvent, useState } from 'react';
import { useRead, useWrite } from '../../data/index.ts';
import { Button, Dialog, Failure, Field, Segments } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

const PROVIDERS = ['snaptrade', 'plaid', 'alpaca'] as const;
type Provider = (typeof PROVIDERS)[number];
const NAMES = { snaptrade: 'SnapTrade', plaid: 'Plaid', alpaca: 'Alpaca' } as const;
const ABOUT: Readonly<Record<Provider, string>> = {
  snaptrade: 'Most brokers: you let it in, read only, on its own page.',
  plaid:
    'Brokers in the United States: you let it in on its own page. Whoever runs this server sets its keys, PLAID_CLIENT_ID and PLAID_SECRET.',
  alpaca: 'With the keys of your account there. They are tried at once, and encrypted.',
};
/** Of the work that brings everything in, in milliseconds. */
const LOOK_EVERY_MS = 1_500;

/** Connects a broker: who it goes through, the way to let it in, and how far the first sync is. */
export function ConnectBroker({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [provider, setProvider] = useState<Provider>('snaptrade');
  const [made, setMade] = useState<Connection | null>(null);
  const create = useWrite('createConnection');
  const leave = () => {
    setMade(null);
    create.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const { paper, ...fields } = typed;
    const keys = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    const body = { provider, ...keys, ...(paper === 'on' && { paper: true }) };
    create.mutate({ body }, { onSuccess: setMade });
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      title="Connect a broker"
      lead="Read only: nothing here can trade or move money."
    >
      {made !== null ? (
        <Letting connection={made} onDone={leave} />
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <Segments
            label="Through"
            names={PROVIDERS}
            chosen={provider}
            onChoose={(name) => {
              setProvider(name);
              create.reset();
            }}
            textOf={(name) => NAMES[name]}
          />
          <p className="text-faint">{ABOUT[provider]}</p>
          {provider === 'snaptrade' && (
            <>
              <Field
                label="Client id"
                name="client_id"
                autoComplete="off"
                hint="Of your own keys. Left empty: those of whoever runs this server, by SNAPTRADE_CLIENT_ID and SNAPTRADE_CONSUMER_KEY."
              />
              <Field label="Consumer key" name="consumer_key" type="password" autoComplete="off" />
            </>
          )}
          {provider === 'alpaca' && (
            <>
              <Field label="API key" name="api_key" required autoComplete="off" />
              <Field label="Secret key" name="secret_key" type="password" required autoComplete="off" />
              <label className="flex min-h-8 items-center gap-2">
                <input type="checkbox" name="paper" className="size-4 accent-tide" /> A paper account
              </label>
            </>
          )}
          {create.error !== null && <Failure error={create.error} />}
          <div className="flex justify-end gap-2">
            <Button onClick={leave}>Cancel</Button>
            <Button type="submit" kind="main" busy={create.isPending}>
              Connect
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** The way to the provider's page where there is one, then the first sync. */
function Letting({ connection, onDone }: { readonly connection: Connection; readonly onDone: () => void }) {
  const text = useText();
  const sync = useWrite('syncConnection');
  const jobId = sync.data?.job_id;
  const job = useRead(
    'getJob',
    { params: { id: jobId ?? '' } },
    { enabled: jobId !== undefined, everyMs: LOOK_EVERY_MS },
  );
  const { portal_url: portal } = connection;
  const isOver = sync.data !== undefined && (jobId === undefined || job.data?.status === 'done');
  const failed = job.data?.status === 'failed' ? job.data.problems[0] : sync.data?.problems[0];
  return (
    <div className="space-y-4">
      {portal !== undefined && (
        <p>
          <a
            href={portal}
            target="_blank"
            rel="noreferrer"
            className="font-medium text-tide underline underline-offset-4"
          >
            Let {NAMES[connection.provider]} in
          </a>{' '}
          <span className="text-faint">on its own page, then come back here.</span>
        </p>
      )}
      {sync.error !== null && <Failure error={sync.error} />}
      {failed !== undefined && (
        <p role="alert">
          {failed.message} <span className="text-faint">{failed.remedy}</span>
        </p>
      )}
      <output className="block text-faint">
        {jobId !== undefined && !isOver && (
          <progress
            max={1}
            {...(job.data?.progress != null && { value: job.data.progress })}
            className="h-1.5 w-full accent-tide"
          />
        )}
        {isOver && `${text.count(sync.data.new)} events came in.`}
      </output>
      <div className="flex justify-end gap-2">
        {isOver ? (
          <Button kind="main" onClick={onDone}>
            To the dashboard
          </Button>
        ) : (
          <Button
            kind="main"
            busy={sync.isPending || (jobId !== undefined && failed === undefined)}
            onClick={() => sync.mutate({ params: { id: connection.id } })}
          >
            Bring in what is there
          </Button>
        )}
      </div>
    </div>
  );
}
